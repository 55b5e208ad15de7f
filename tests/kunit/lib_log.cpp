// SPDX-License-Identifier: GPL-2.0-only
//
// The log ring, seen through what dmesg reads, and the command line's parser.

#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>

namespace
{

/* The last line of the log, without the timestamp. */
struct last_line {
	char text[256];
	size_t lines = 0;

	static void take(void *self, const char *line, size_t len)
	{
		last_line *l = (last_line *)self;
		const char *begin = strnstr(line, "] ", len);
		const size_t n = begin ? line + len - (begin + 2) : 0;

		l->lines++;
		memcpy(l->text, begin + 2, min_t(size_t, n, sizeof(l->text) - 1));
		l->text[min_t(size_t, n, sizeof(l->text) - 1)] = '\0';
	}
	last_line()
	{
		printk_read_log(take, this, LOGLEVEL_DEBUG);
	}
};

void a_message_is_kept(struct kunit *test)
{
	const size_t before = last_line().lines;

	printk(KERN_DEBUG "kept, not shown: %d\n", 42);
	const last_line after;

	KUNIT_EXPECT_STREQ(test, after.text, "kept, not shown: 42\n");
	KUNIT_EXPECT_EQ(test, after.lines, before + 1);
}

void lines_are_continued(struct kunit *test)
{
	printk(KERN_DEBUG "one");
	printk(KERN_CONT ", two");
	printk(KERN_CONT ", three\n");
	const last_line joined;

	KUNIT_EXPECT_STREQ(test, joined.text, "one, two, three\n");
	/* The line has ended: what continues nothing begins one. */
	printk(KERN_DEBUG "other\n");
	printk(KERN_CONT "alone\n");
	const last_line alone;

	KUNIT_EXPECT_STREQ(test, alone.text, "alone\n");
}

void levels_are_filtered(struct kunit *test)
{
	const int kept = console_loglevel;
	size_t warnings = 0;

	printk(KERN_DEBUG "debug\n");
	printk_read_log([](void *count, const char *, size_t) { ++*(size_t *)count; }, &warnings,
			LOGLEVEL_WARNING);
	KUNIT_EXPECT_LT(test, warnings, last_line().lines);
	KUNIT_EXPECT_EQ(test, console_loglevel, kept);
}

void several_lines_in_one(struct kunit *test)
{
	const size_t before = last_line().lines;

	printk(KERN_DEBUG "first\nsecond\n");
	const last_line after;

	KUNIT_EXPECT_EQ(test, after.lines, before + 2);
	KUNIT_EXPECT_STREQ(test, after.text, "second\n");
}

int number;
bool answer;
char *word;
unsigned int list[4];
unsigned int list_count;
const struct kparam_array list_array = {4, sizeof(list[0]), &list_count, &param_ops_uint, list};

const struct kernel_param table[] = {
	{"number", nullptr, &param_ops_int, 0, -1, 0, {&number}},
	{"an_answer", nullptr, &param_ops_bool, 0, -1, 0, {&answer}},
	{"word", nullptr, &param_ops_charp, 0, -1, 0, {&word}},
	{"list", nullptr, &param_array_ops, 0, -1, 0, {(void *)&list_array}},
};

int unknown_words;

int count_unknown(char *param, char *val, const char *doing, void *arg)
{
	unknown_words++;
	return 0;
}

char *parse(char *line)
{
	unknown_words = 0;
	return parse_args("lib_log", line, table, ARRAY_SIZE(table), -1, -1, nullptr,
			  count_unknown);
}

void parameters_find_their_variables(struct kunit *test)
{
	char line[] =
		"  number=-12 an-answer word=\"two words\" list=1,2,0x10 else=3 -- for=others";
	char *rest = parse(line);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, rest);
	KUNIT_EXPECT_STREQ(test, rest, "for=others");
	KUNIT_EXPECT_EQ(test, number, -12);
	KUNIT_EXPECT_TRUE(test, answer);
	KUNIT_EXPECT_STREQ(test, word, "two words");
	KUNIT_EXPECT_EQ(test, list_count, 3U);
	KUNIT_EXPECT_EQ(test, list[2], 16U);
	KUNIT_EXPECT_EQ(test, unknown_words, 1);
}

void a_bad_value_changes_nothing(struct kunit *test)
{
	char line[] = "number=12x an_answer=0";

	number = 5;
	answer = true;
	KUNIT_EXPECT_EQ(test, PTR_ERR(parse(line)), -EINVAL);
	KUNIT_EXPECT_EQ(test, number, 5);
	KUNIT_EXPECT_FALSE(test, answer);
	const last_line complaint;

	KUNIT_EXPECT_STREQ(test, complaint.text, "lib_log: `12x' invalid for parameter `number'\n");
}

struct kunit_case cases[] = {
	KUNIT_CASE(a_message_is_kept),
	KUNIT_CASE(lines_are_continued),
	KUNIT_CASE(levels_are_filtered),
	KUNIT_CASE(several_lines_in_one),
	KUNIT_CASE(parameters_find_their_variables),
	KUNIT_CASE(a_bad_value_changes_nothing),
	{},
};

struct kunit_suite suite = {
	.name = "lib_log",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
