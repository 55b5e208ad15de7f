// SPDX-License-Identifier: GPL-2.0-only
// Editing a line on a serial terminal.
//
//	console_getchar() ──▶ read_key() ──▶ edit() ──▶ edited_line ──▶ redraw()
//	    bytes             one key, escape  what the    text, cursor    the line on the terminal
//	                      sequences undone  key does
//
// The terminal is a VT100 of at least 80 columns; only carriage return, ESC[K (clear to the end of the line) and ESC[nC
// (move right) are asked of it. A line longer than the terminal scrolls sideways. Typing at the end of the line sends
// just the typed character, so that a session through a pipe reads like a transcript.

#include "kernel/shell/editor.h"

#include "kernel/shell/completion.h"
#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/printk.h>
#include <linux/minmax.h>
#include <linux/string.h>

namespace shell
{

void edited_line::insert(const char *what, unsigned count)
{
	count = min(count, line_size - 1 - length);
	memmove(text + cursor + count, text + cursor, length - cursor);
	memcpy(text + cursor, what, count);
	length += count;
	cursor += count;
	text[length] = '\0';
}

void edited_line::erase(unsigned from, unsigned to)
{
	memmove(text + from, text + to, length - to);
	length -= to - from;
	text[length] = '\0';
	if (cursor >= to)
		cursor -= to - from;
	else if (cursor > from)
		cursor = from;
}

void edited_line::assign(const char *what)
{
	length = cursor = 0;
	insert(what, strlen(what));
}

namespace
{

constexpr unsigned terminal_columns = 80;

// Control keys are their ASCII codes; keys that send escape sequences get numbers beyond them.
enum key : int {
	ctrl_a = 1,
	ctrl_b = 2,
	ctrl_c = 3,
	ctrl_d = 4,
	ctrl_e = 5,
	ctrl_f = 6,
	backspace = 8,
	tab = 9,
	line_feed = 10,
	ctrl_k = 11,
	ctrl_l = 12,
	carriage_return = 13,
	ctrl_n = 14,
	ctrl_p = 16,
	ctrl_u = 21,
	ctrl_w = 23,
	ctrl_y = 25,
	escape = 27,
	rubout = 127,
	up = 256,
	down,
	right,
	left,
	home,
	end_of_line,
	delete_right,
	word_left,
	word_right,
	unknown,
};

// ESC [ NUMBER ~
key numbered_key(unsigned number)
{
	switch (number) {
	case 1:
	case 7:
		return key::home;
	case 3:
		return key::delete_right;
	case 4:
	case 8:
		return key::end_of_line;
	default:
		return key::unknown;
	}
}

// ESC [ … LETTER; with a modifier (ESC [ 1 ; 5 C is Control-Right) the arrows move by words.
key lettered_key(char letter, bool modified)
{
	switch (letter) {
	case 'A':
		return key::up;
	case 'B':
		return key::down;
	case 'C':
		return modified ? key::word_right : key::right;
	case 'D':
		return modified ? key::word_left : key::left;
	case 'H':
		return key::home;
	case 'F':
		return key::end_of_line;
	default:
		return key::unknown;
	}
}

int read_escape_sequence()
{
	int c = console_getchar();
	unsigned number = 0;
	bool modified = false;

	if (c == 'b')
		return key::word_left;
	if (c == 'f')
		return key::word_right;
	if (c != '[' && c != 'O')
		return key::unknown;
	for (c = console_getchar(); (c >= '0' && c <= '9') || c == ';'; c = console_getchar()) {
		if (c == ';')
			modified = true;
		else if (!modified && number < 100)
			number = number * 10 + (c - '0');
	}
	return c == '~' ? numbered_key(number) : lettered_key(c, modified);
}

int read_key()
{
	const int c = console_getchar();

	return c == key::escape ? read_escape_sequence() : c;
}

unsigned start_of_word(const edited_line &line)
{
	unsigned position = line.cursor;

	while (position && line.text[position - 1] == ' ')
		position--;
	while (position && line.text[position - 1] != ' ')
		position--;
	return position;
}

unsigned end_of_word(const edited_line &line)
{
	unsigned position = line.cursor;

	while (position < line.length && line.text[position] == ' ')
		position++;
	while (position < line.length && line.text[position] != ' ')
		position++;
	return position;
}

struct editor {
	edited_line line;
	const char *prompt;
	unsigned
		history_number; /* which line of the history is shown; history_count() is the new one */
	bool tab_before;        /* the last key was Tab too: now show the candidates */
	char killed[line_size];     /* what ^K ^U ^W took away last, for ^Y */
	char unfinished[line_size]; /* the new line, while the user looks at older ones */
};

constinit editor the_editor = {};

void redraw(const editor &ed)
{
	const unsigned room = terminal_columns - 1 - strlen(ed.prompt);
	const unsigned first = ed.line.cursor > room ? ed.line.cursor - room : 0;
	const unsigned shown = min(ed.line.length - first, room);

	console_printf("\r%s%.*s\033[K", ed.prompt, static_cast<int>(shown), ed.line.text + first);
	if (ed.line.cursor - first < shown)
		console_printf("\r\033[%zuC", strlen(ed.prompt) + ed.line.cursor - first);
}

void type(editor &ed, char c)
{
	const bool at_end = ed.line.cursor == ed.line.length;

	if (ed.line.length == line_size - 1)
		return;
	ed.line.insert(c);
	if (at_end && strlen(ed.prompt) + ed.line.length < terminal_columns)
		console_write_bytes(&c, 1);
	else
		redraw(ed);
}

void kill(editor &ed, unsigned from, unsigned to)
{
	if (from == to)
		return;
	memcpy(ed.killed, ed.line.text + from, to - from);
	ed.killed[to - from] = '\0';
	ed.line.erase(from, to);
}

void show_history(editor &ed, unsigned number)
{
	const bool known = number == history_count() || history_line(number);

	if (!known)
		return;
	if (ed.history_number == history_count())
		strscpy(ed.unfinished, ed.line.text, line_size);
	ed.history_number = number;
	ed.line.assign(number == history_count() ? ed.unfinished : history_line(number));
}

void complete_word(editor &ed)
{
	if (complete(ed.line, ed.tab_before) == completion::listed)
		console_puts("\n");
	ed.tab_before = true;
}

// Does what the key says. True when the line is finished.
bool edit(editor &ed, int pressed)
{
	edited_line &line = ed.line;

	if (pressed != key::tab)
		ed.tab_before = false;
	switch (pressed) {
	case key::carriage_return:
	case key::line_feed:
		console_puts("\n");
		return true;
	case key::ctrl_c:
		console_puts("^C\n");
		line.assign("");
		return true;
	case key::tab:
		complete_word(ed);
		break;
	case key::ctrl_a:
	case key::home:
		line.cursor = 0;
		break;
	case key::ctrl_e:
	case key::end_of_line:
		line.cursor = line.length;
		break;
	case key::ctrl_b:
	case key::left:
		line.cursor -= line.cursor > 0;
		break;
	case key::ctrl_f:
	case key::right:
		line.cursor += line.cursor < line.length;
		break;
	case key::word_left:
		line.cursor = start_of_word(line);
		break;
	case key::word_right:
		line.cursor = end_of_word(line);
		break;
	case key::backspace:
	case key::rubout:
		if (line.cursor)
			line.erase(line.cursor - 1, line.cursor);
		break;
	case key::ctrl_d:
	case key::delete_right:
		if (line.cursor < line.length)
			line.erase(line.cursor, line.cursor + 1);
		break;
	case key::ctrl_k:
		kill(ed, line.cursor, line.length);
		break;
	case key::ctrl_u:
		kill(ed, 0, line.cursor);
		break;
	case key::ctrl_w:
		kill(ed, start_of_word(line), line.cursor);
		break;
	case key::ctrl_y:
		line.insert(ed.killed, strlen(ed.killed));
		break;
	case key::ctrl_l:
		console_puts("\033[H\033[J");
		break;
	case key::ctrl_p:
	case key::up:
		if (ed.history_number)
			show_history(ed, ed.history_number - 1);
		break;
	case key::ctrl_n:
	case key::down:
		show_history(ed, ed.history_number + 1);
		break;
	default:
		if (pressed >= ' ' && pressed < key::rubout)
			type(ed, pressed);
		return false;
	}
	redraw(ed);
	return false;
}

} // namespace

char *read_line(const char *prompt)
{
	editor &ed = the_editor;

	ed.prompt = prompt;
	ed.history_number = history_count();
	ed.tab_before = false;
	ed.line.assign("");
	console_puts(prompt);
	while (!edit(ed, read_key()))
		;
	history_add(ed.line.text);
	return ed.line.text;
}

} // namespace shell
