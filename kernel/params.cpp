// SPDX-License-Identifier: GPL-2.0-only
// The command line: who gets which parameter.
//
//   "loglevel=4 slub_min_order=1 free.limit=3 -- rest"
//
//   early_param("name", fn)       before memory exists; fn gets the value                     parse_early_param()
//   core_param, module_param      set a variable; a kernel_param in section __param       ┐
//   __setup("name=", fn)          fn gets what follows the matched text                   ┴── parse_command_line()
//
// A word that nobody knows gives a line, and so does a value that does not parse; neither stops the boot. Words keep
// spaces inside "quotes"; "--" ends the kernel's part. '-' and '_' are the same in a name.
// Linux 6.12: kernel/params.c; parse_early_param(), unknown_bootoption(), obsolete_checksetup() in init/main.c.

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <span>
#include <type_traits>

#include <asm/memory.h>

// Set by the linker script.
extern "C" const struct obs_kernel_param __setup_start[], __setup_end[];
extern "C" const struct kernel_param __start___param[], __stop___param[];

constinit char boot_command_line[COMMAND_LINE_SIZE] = {};

// The line as it came, for /proc/cmdline. parse_args() cuts up a copy.
constinit char *saved_command_line = boot_command_line;
constinit unsigned int saved_command_line_len = 0;

namespace
{

constinit char parsed_line[COMMAND_LINE_SIZE] = {};
constinit bool early_done = false;

char dash_as_underscore(char c)
{
	return c == '-' ? '_' : c;
}

std::span<const struct obs_kernel_param> setup_params()
{
	return {__setup_start, __setup_end};
}

// A handler's text ends in '=' when a value is to follow, so it is matched against "name=value" as it stood in the line.
bool setup_matches(const struct obs_kernel_param &p, const char *name, bool has_value)
{
	const size_t length = strlen(p.str);
	const size_t name_length = strlen(name);

	if (length && p.str[length - 1] == '=')
		return has_value && length == name_length + 1 && parameqn(name, p.str, name_length);
	return length <= name_length && parameqn(name, p.str, length);
}

// Calls a handler whose text doesn't end in '=' with "=value" behind the text, as the line had it; or with what else follows.
int call_with_rest(const struct obs_kernel_param &p, char *name, char *value)
{
	char *const cut = name + strlen(name);

	if (!value)
		return p.setup_func(name + strlen(p.str));
	// A value in quotes lies one further on; handlers may keep it.
	memmove(cut + 1, value, strlen(value) + 1);
	*cut = '=';

	const int taken = p.setup_func(name + strlen(p.str));

	*cut = '\0';
	return taken;
}

// Gives the word to the first __setup() handler that takes it. An early parameter has been dealt with already.
bool offer_to_setup(char *name, char *value)
{
	for (const struct obs_kernel_param &p : setup_params()) {
		if (p.early) {
			if (parameq(name, p.str))
				return true;
			continue;
		}
		if (setup_matches(p, name, value)) {
			const bool wants_value = p.str[strlen(p.str) - 1] == '=';

			if (value && wants_value ? p.setup_func(value)
						 : call_with_rest(p, name, value))
				return true;
		}
	}
	return false;
}

int unknown_bootoption(char *name, char *value, const char *, void *)
{
	if (!offer_to_setup(name, value))
		pr_notice("Unknown kernel command line parameter \"%s%s%s\", ignored.\n", name,
			  value ? "=" : "", value ? value : "");
	return 0;
}

int do_early_param(char *name, char *value, const char *, void *)
{
	for (const struct obs_kernel_param &p : setup_params())
		if (p.early && parameq(name, p.str) && p.setup_func(value))
			pr_warn("Malformed early option '%s'\n", name);
	return 0;
}

const struct kernel_param *find_param(const char *name, const struct kernel_param *params,
				      unsigned int num, s16 level_min, s16 level_max)
{
	for (const struct kernel_param *p = params; p < params + num; p++)
		if (p->level >= level_min && p->level <= level_max && parameq(name, p->name))
			return p;
	return nullptr;
}

int set_param(const struct kernel_param *p, const char *value)
{
	if (!value && !(p->ops->flags & KERNEL_PARAM_OPS_FL_NOARG))
		return -EINVAL;
	return p->ops->set(value, p);
}

// One line for the one who wrote the word; Linux's words.
void report(int err, const char *doing, const char *name, const char *value)
{
	if (err == -ENOENT)
		pr_err("%s: Unknown parameter `%s'\n", doing, name);
	else if (err == -ENOSPC)
		pr_err("%s: `%s' too large for parameter `%s'\n", doing, value ? value : "", name);
	else
		pr_err("%s: `%s' invalid for parameter `%s'\n", doing, value ? value : "", name);
}

template <typename T>
int parse_number(const char *text, unsigned int base, T *result)
{
	if constexpr (std::is_signed_v<T>) {
		long long wide;
		const int err = kstrtoll(text, base, &wide);

		if (err || wide != static_cast<T>(wide))
			return err ? err : -ERANGE;
		*result = static_cast<T>(wide);
	} else {
		unsigned long long wide;
		const int err = kstrtoull(text, base, &wide);

		if (err || wide != static_cast<T>(wide))
			return err ? err : -ERANGE;
		*result = static_cast<T>(wide);
	}
	return 0;
}

} // namespace

bool parameqn(const char *name1, const char *name2, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (dash_as_underscore(name1[i]) != dash_as_underscore(name2[i]))
			return false;
	return true;
}

bool parameq(const char *name1, const char *name2)
{
	const size_t length = strlen(name1);

	return length == strlen(name2) && parameqn(name1, name2, length);
}

char *parse_args(const char *doing, char *args, const struct kernel_param *params, unsigned int num,
		 s16 level_min, s16 level_max, void *arg,
		 int (*unknown)(char *param, char *val, const char *doing, void *arg))
{
	char *first_error = nullptr;

	args = skip_spaces(args);
	while (*args) {
		char *name;
		char *value;

		args = next_arg(args, &name, &value);
		if (!value && strcmp(name, "--") == 0)
			return first_error ? first_error : args;

		const struct kernel_param *p = find_param(name, params, num, level_min, level_max);
		const int err = p         ? set_param(p, value)
				: unknown ? unknown(name, value, doing, arg)
					  : -ENOENT;
		if (!err)
			continue;
		report(err, doing, name, value);
		if (!first_error)
			first_error = static_cast<char *>(ERR_PTR(err));
	}
	return first_error;
}

void __init parse_early_options(char *cmdline)
{
	parse_args("early options", cmdline, nullptr, 0, 0, 0, nullptr, do_early_param);
}

void __init parse_early_param(void)
{
	if (early_done)
		return;
	early_done = true;
	saved_command_line_len = strlen(boot_command_line);
	strscpy(parsed_line, boot_command_line);
	parse_early_options(parsed_line);
}

void __init parse_command_line(void)
{
	// By its linear address: drgn learns from this pointer where the linear map begins.
	saved_command_line = static_cast<char *>(lm_alias(boot_command_line));
	pr_notice("Kernel command line: %s\n", saved_command_line);
	strscpy(parsed_line, boot_command_line);
	parse_args("Booting kernel", parsed_line, __start___param, __stop___param - __start___param,
		   -1, -1, nullptr, unknown_bootoption);
}

// The types of module_param() and core_param().

#define DEFINE_NUMBER_PARAM(name, type, format, base)                                              \
	int param_set_##name(const char *val, const struct kernel_param *kp)                       \
	{                                                                                          \
		return parse_number<type>(val, base, static_cast<type *>(kp->arg));                \
	}                                                                                          \
	int param_get_##name(char *buffer, const struct kernel_param *kp)                          \
	{                                                                                          \
		return sprintf(buffer, format "\n", *static_cast<type *>(kp->arg));                \
	}                                                                                          \
	const struct kernel_param_ops param_ops_##name = {0, param_set_##name, param_get_##name,   \
							  nullptr};

DEFINE_NUMBER_PARAM(byte, unsigned char, "%hhu", 0)
DEFINE_NUMBER_PARAM(short, short, "%hi", 0)
DEFINE_NUMBER_PARAM(ushort, unsigned short, "%hu", 0)
DEFINE_NUMBER_PARAM(int, int, "%i", 0)
DEFINE_NUMBER_PARAM(uint, unsigned int, "%u", 0)
DEFINE_NUMBER_PARAM(long, long, "%li", 0)
DEFINE_NUMBER_PARAM(ulong, unsigned long, "%lu", 0)
DEFINE_NUMBER_PARAM(ullong, unsigned long long, "%llu", 0)
DEFINE_NUMBER_PARAM(hexint, unsigned int, "%#08x", 16)

int param_set_uint_minmax(const char *val, const struct kernel_param *kp, unsigned int min,
			  unsigned int max)
{
	unsigned int number;
	const int err = kstrtouint(val, 0, &number);

	if (err)
		return err;
	if (number < min || number > max)
		return -EINVAL;
	*static_cast<unsigned int *>(kp->arg) = number;
	return 0;
}

// The text stays where parse_command_line() has cut it out: that copy of the line is never freed.
int param_set_charp(const char *val, const struct kernel_param *kp)
{
	*static_cast<const char **>(kp->arg) = val;
	return 0;
}

int param_get_charp(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%s\n", *static_cast<char **>(kp->arg));
}

const struct kernel_param_ops param_ops_charp = {0, param_set_charp, param_get_charp, nullptr};

// A bare name means yes.
int param_set_bool(const char *val, const struct kernel_param *kp)
{
	return kstrtobool(val ? val : "1", static_cast<bool *>(kp->arg));
}

int param_get_bool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *static_cast<bool *>(kp->arg) ? 'Y' : 'N');
}

const struct kernel_param_ops param_ops_bool = {KERNEL_PARAM_OPS_FL_NOARG, param_set_bool,
						param_get_bool, nullptr};

int param_set_invbool(const char *val, const struct kernel_param *kp)
{
	bool on;
	const int err = kstrtobool(val, &on);

	if (!err)
		*static_cast<bool *>(kp->arg) = !on;
	return err;
}

int param_get_invbool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *static_cast<bool *>(kp->arg) ? 'N' : 'Y');
}

const struct kernel_param_ops param_ops_invbool = {0, param_set_invbool, param_get_invbool,
						   nullptr};

int param_set_bint(const char *val, const struct kernel_param *kp)
{
	bool on;
	const int err = kstrtobool(val ? val : "1", &on);

	if (!err)
		*static_cast<int *>(kp->arg) = on;
	return err;
}

int param_get_bint(char *buffer, const struct kernel_param *kp)
{
	return param_get_int(buffer, kp);
}

const struct kernel_param_ops param_ops_bint = {KERNEL_PARAM_OPS_FL_NOARG, param_set_bint,
						param_get_bint, nullptr};

int param_set_copystring(const char *val, const struct kernel_param *kp)
{
	const struct kparam_string *text = kp->str;

	if (strlen(val) + 1 > text->maxlen)
		return -ENOSPC;
	strcpy(text->string, val);
	return 0;
}

int param_get_string(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%s\n", kp->str->string);
}

const struct kernel_param_ops param_ops_string = {0, param_set_copystring, param_get_string,
						  nullptr};

namespace
{

// "a,b,c": each element is set by the element type's own function.
int param_array_set(const char *val, const struct kernel_param *kp)
{
	const struct kparam_array *array = kp->arr;
	unsigned int count = 0;

	for (;;) {
		const size_t length = strcspn(val, ",");
		struct kernel_param element = {.name = kp->name,
					       .ops = array->ops,
					       .perm = kp->perm,
					       .level = kp->level,
					       .arg = static_cast<char *>(array->elem) +
						      (size_t)count * array->elemsize};
		char word[128];

		if (count == array->max || length >= sizeof(word))
			return -EINVAL;
		memcpy(word, val, length);
		word[length] = '\0';

		const int err = set_param(&element, word);
		if (err)
			return err;
		count++;
		if (!val[length])
			break;
		val += length + 1;
	}
	if (array->num)
		*array->num = count;
	return 0;
}

int param_array_get(char *buffer, const struct kernel_param *kp)
{
	const struct kparam_array *array = kp->arr;
	const unsigned int count = array->num ? *array->num : array->max;
	int length = 0;

	for (unsigned int i = 0; i < count; i++) {
		const struct kernel_param element = {.name = kp->name,
						     .ops = array->ops,
						     .perm = kp->perm,
						     .arg = static_cast<char *>(array->elem) +
							    (size_t)i * array->elemsize};

		length += array->ops->get(buffer + length, &element);
		buffer[length - 1] = i + 1 < count ? ',' : '\n';
	}
	return length;
}

} // namespace

const struct kernel_param_ops param_array_ops = {0, param_array_set, param_array_get, nullptr};
