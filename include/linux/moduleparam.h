/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Parameters of the command line that set a variable.
 *
 * module_param(name, type, perm) in file foo.c answers to "foo.name=value", core_param(name, var, type, perm) to
 * "name=value". Each is a kernel_param in section __param; parse_args() in kernel/params.cpp looks them up there.
 * A parameter whose value does not parse gives one line and keeps its default. `perm` is for sysfs, which does not exist
 * yet. Linux 6.12: include/linux/moduleparam.h, kernel/params.c.
 */
#ifndef _LINUX_MODULE_PARAMS_H
#define _LINUX_MODULE_PARAMS_H
#include <linux/init.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <linux/build_bug.h>
#include <linux/array_size.h>

#ifndef KBUILD_MODNAME
#define KBUILD_MODNAME "slub64"
#endif
#define MODULE_PARAM_PREFIX KBUILD_MODNAME "."

struct kernel_param;
struct module;

enum { KERNEL_PARAM_OPS_FL_NOARG = (1 << 0) };
enum { KERNEL_PARAM_FL_UNSAFE = (1 << 0), KERNEL_PARAM_FL_HWPARAM = (1 << 1) };

/* set: 0 or negative error number; val is NULL when the parameter has no value. get: text into buffer, its length. */
struct kernel_param_ops {
	unsigned int flags;
	int (*set)(const char *val, const struct kernel_param *kp);
	int (*get)(char *buffer, const struct kernel_param *kp);
	void (*free)(void *arg);
};

struct kparam_string {
	unsigned int maxlen;
	char *string;
};

struct kparam_array {
	unsigned int max;
	unsigned int elemsize;
	unsigned int *num;
	const struct kernel_param_ops *ops;
	void *elem;
};

struct kernel_param {
	const char *name;
	struct module *mod;
	const struct kernel_param_ops *ops;
	const u16 perm;
	s8 level;
	u8 flags;
	union {
		void *arg;
		const struct kparam_string *str;
		const struct kparam_array *arr;
	};
};

#ifdef __cplusplus
#define __param_extern_c extern "C"
#else
#define __param_extern_c extern
#endif

#define __module_param_call(prefix, name, ops, arg, perm, level, flags)                            \
	static const char __PASTE(__param_str_, name)[] = prefix #name;                            \
	static struct kernel_param __PASTE(__param_, name) __used __section("__param")             \
		__aligned(__alignof__(struct kernel_param)) = {                                    \
			__PASTE(__param_str_, name), 0, ops, perm, level, flags, {arg}}

#ifndef __cplusplus
/* `bool` is a macro in C when it arrives through another macro. */
#define param_ops__Bool param_ops_bool
#endif
#define module_param(name, type, perm)        module_param_named(name, name, type, perm)
#define module_param_unsafe(name, type, perm) module_param(name, type, perm)
#define module_param_named(name, value, type, perm)                                                \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_##type, (void *)&value, perm,    \
			    -1, 0)
#define module_param_named_unsafe(name, value, type, perm)                                         \
	module_param_named(name, value, type, perm)
#define module_param_cb(name, ops, arg, perm)                                                      \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, (void *)(arg), perm, -1, 0)
#define module_param_call(name, _set, _get, arg, perm)                                             \
	static const struct kernel_param_ops __param_ops_##name = {0, _set, _get, 0};              \
	__module_param_call(MODULE_PARAM_PREFIX, name, &__param_ops_##name, (void *)(arg), perm,   \
			    -1, 0)
#define core_param(name, var, type, perm)                                                          \
	__module_param_call("", name, &param_ops_##type, (void *)&var, perm, -1, 0)
#define core_param_cb(name, ops, arg, perm)                                                        \
	__module_param_call("", name, ops, (void *)(arg), perm, -1, 0)
#define core_param_unsafe(name, var, type, perm) core_param(name, var, type, perm)
#define module_param_string(name, text, len, perm)                                                 \
	static const struct kparam_string __param_string_##name = {len, text};                     \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_string,                          \
			    (void *)&__param_string_##name, perm, -1, 0)
#define module_param_array(name, type, nump, perm)                                                 \
	module_param_array_named(name, name, type, nump, perm)
#define module_param_array_named(name, array, type, nump, perm)                                    \
	static const struct kparam_array __param_arr_##name = {                                    \
		ARRAY_SIZE(array), sizeof(array[0]), nump, &param_ops_##type, array};              \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_array_ops,                           \
			    (void *)&__param_arr_##name, perm, -1, 0)
#define MODULE_PARM_DESC(parameter, text) extern int __slub64_param_text_unused
#define postcore_param_cb                 core_param_cb
#define kernel_param_lock(mod)            ((void)(mod))
#define kernel_param_unlock(mod)          ((void)(mod))
#define param_check_(name, p)

__BEGIN_DECLS
#define __param_type(type, ctype)                                                                  \
	extern const struct kernel_param_ops param_ops_##type;                                     \
	int param_set_##type(const char *val, const struct kernel_param *kp);                      \
	int param_get_##type(char *buffer, const struct kernel_param *kp);
__param_type(byte, unsigned char) __param_type(short, short) __param_type(ushort, unsigned short)
	__param_type(int, int) __param_type(uint, unsigned int) __param_type(long, long)
		__param_type(ulong, unsigned long) __param_type(ullong, unsigned long long)
			__param_type(hexint, unsigned int) __param_type(charp, char *)
				__param_type(bool, bool) __param_type(invbool, bool)
					__param_type(bint, int) extern const
	struct kernel_param_ops param_ops_string;
extern const struct kernel_param_ops param_array_ops;
extern const struct kernel_param_ops param_ops_bool_enable_only;
int param_set_copystring(const char *val, const struct kernel_param *kp);
int param_get_string(char *buffer, const struct kernel_param *kp);
int param_set_uint_minmax(const char *val, const struct kernel_param *kp, unsigned int min,
			  unsigned int max);

/*
 * parse_args() - hands the parameters in a command line to their owners
 * @doing: who parses, for messages
 * @args: the line; is cut up in place. Words are separated by space, "quotes" keep spaces, after "--" nothing is parsed
 * @params, @num: table of parameters
 * @level_min, @level_max: only entries whose level is in this range
 * @arg: passed on to unknown
 * @unknown: called for a word that the table does not have, may be NULL
 * Return: what follows "--", NULL, or an ERR_PTR of the first failure.
 */
char *parse_args(const char *doing, char *args, const struct kernel_param *params, unsigned int num,
		 s16 level_min, s16 level_max, void *arg,
		 int (*unknown)(char *param, char *val, const char *doing, void *arg));
/* Are the names equal, where '-' and '_' are the same? */
bool parameq(const char *name1, const char *name2);
bool parameqn(const char *name1, const char *name2, size_t n);
__END_DECLS
#undef __param_type
#endif
