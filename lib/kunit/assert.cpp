// SPDX-License-Identifier: GPL-2.0-only
// What a failed expectation prints, line by line in Linux's words (lib/kunit/assert.c), so that whoever reads KTAP from
// Linux finds the same here:
//
//     # adds: EXPECTATION FAILED at tests/kunit/sums.cpp:7
//     Expected a + b == 3, but
//         a + b == 2 (0x2)

#include <kunit/test-bug.h>
#include <kunit/test.h>

#include <linux/printk.h>
#include <linux/sprintf.h>

namespace
{

struct failure : kunit_expectation {
	long long left;
	long long right;
	size_t size;
};

// An operand that was written as the very number it is needs no line of its own.
bool is_literal(const char *text, long long value)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", value);
	return strcmp(number, text) == 0;
}

bool is_string_literal(const char *text, const char *value)
{
	const size_t length = strlen(value);

	return strlen(text) == length + 2 && text[0] == '"' &&
	       strncmp(text + 1, value, length) == 0;
}

void print_expected(const failure *f)
{
	printk(KERN_ERR KUNIT_SUBTEST_INDENT "Expected %s %s %s, but\n", f->left_text, f->operation,
	       f->right_text);
}

void print_integer(const char *text, long long value)
{
	if (!is_literal(text, value))
		printk(KERN_ERR KUNIT_SUBSUBTEST_INDENT "%s == %lld (0x%llx)\n", text, value,
		       value);
}

void print_pointer(const char *text, long long value)
{
	printk(KERN_ERR KUNIT_SUBSUBTEST_INDENT "%s == %px\n", text, (void *)value);
}

void print_string(const char *text, const char *value)
{
	if (!is_string_literal(text, value))
		printk(KERN_ERR KUNIT_SUBSUBTEST_INDENT "%s == \"%s\"\n", text, value);
}

// Bytes that differ from @other's stand in angle brackets.
void print_bytes(const char *text, const u8 *bytes, const u8 *other, size_t size)
{
	constexpr size_t per_line = 16;
	char line[per_line * 4 + 1];

	printk(KERN_ERR KUNIT_SUBSUBTEST_INDENT "%s ==\n", text);
	for (size_t start = 0; start < size; start += per_line) {
		char *end = line;

		for (size_t i = start; i < size && i < start + per_line; i++)
			end += sprintf(end, bytes[i] == other[i] ? " %02x " : "<%02x>", bytes[i]);
		printk(KERN_ERR KUNIT_SUBSUBTEST_INDENT "%s\n", line);
	}
}

bool print_if_null(const failure *f)
{
	const char *text = !f->left ? f->left_text : !f->right ? f->right_text : nullptr;

	if (text)
		printk(KERN_ERR KUNIT_SUBTEST_INDENT "Expected %s is not null, but is\n", text);
	return text;
}

void print_operands(const failure *f)
{
	switch (f->operands) {
	case KUNIT_NO_OPERANDS:
		break;
	case KUNIT_UNARY:
		printk(KERN_ERR KUNIT_SUBTEST_INDENT "Expected %s to be %s, but is %s\n",
		       f->left_text, f->right_text, f->right_text[0] == 't' ? "false" : "true");
		break;
	case KUNIT_NOT_ERR:
		if (!f->left)
			printk(KERN_ERR KUNIT_SUBTEST_INDENT "Expected %s is not null, but is\n",
			       f->left_text);
		else
			printk(KERN_ERR KUNIT_SUBTEST_INDENT
			       "Expected %s is not error, but is: %lld\n",
			       f->left_text, f->left);
		break;
	case KUNIT_INTEGERS:
		print_expected(f);
		print_integer(f->left_text, f->left);
		print_integer(f->right_text, f->right);
		break;
	case KUNIT_POINTERS:
		print_expected(f);
		print_pointer(f->left_text, f->left);
		print_pointer(f->right_text, f->right);
		break;
	case KUNIT_STRINGS:
		if (print_if_null(f))
			break;
		print_expected(f);
		print_string(f->left_text, (const char *)f->left);
		print_string(f->right_text, (const char *)f->right);
		break;
	case KUNIT_MEMORY:
		if (print_if_null(f))
			break;
		print_expected(f);
		print_bytes(f->left_text, (const u8 *)f->left, (const u8 *)f->right, f->size);
		print_bytes(f->right_text, (const u8 *)f->right, (const u8 *)f->left, f->size);
		break;
	}
}

} // namespace

void __kunit_fail(struct kunit *test, const struct kunit_expectation *expectation, long long left,
		  long long right, size_t size, const char *fmt, ...)
{
	const failure f = {*expectation, left, right, size};

	kunit_set_failure(test);
	kunit_err(test, "%s FAILED at %s:%d\n",
		  f.type == KUNIT_ASSERTION ? "ASSERTION" : "EXPECTATION", f.where.file,
		  f.where.line);
	print_operands(&f);
	if (fmt) {
		struct va_format message = {.fmt = fmt, .va = nullptr};
		va_list args;

		va_start(args, fmt);
		message.va = &args;
		printk(KERN_ERR "%pV\n", &message);
		va_end(args);
	}
	if (f.type == KUNIT_ASSERTION)
		__kunit_abort(test);
}

void __kunit_fail_current_test(const char *file, int line, const char *fmt, ...)
{
	struct kunit *test = kunit_get_current_test();
	struct va_format message = {.fmt = fmt, .va = nullptr};
	va_list args;

	if (!test)
		return;
	va_start(args, fmt);
	message.va = &args;
	kunit_err(test, "%s:%d: %pV", file, line, &message);
	va_end(args);
	kunit_set_failure(test);
}
