// SPDX-License-Identifier: GPL-2.0-only
// Formatted text in memory of its own. Linux 6.12: lib/kasprintf.c.

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>

extern "C" {

char *kvasprintf(gfp_t gfp, const char *fmt, va_list args)
{
	va_list again;

	va_copy(again, args);

	const unsigned int length = vsnprintf(nullptr, 0, fmt, again);

	va_end(again);

	char *text = static_cast<char *>(kmalloc_track_caller(length + 1, gfp));

	if (text) {
		const unsigned int written = vsnprintf(text, length + 1, fmt, args);

		WARN(written != length,
		     "different return values (%u and %u) from vsnprintf(\"%s\", ...)", length,
		     written, fmt);
	}
	return text;
}

// A constant that needs no formatting is used as it stands: kfree_const() knows it.
const char *kvasprintf_const(gfp_t gfp, const char *fmt, va_list args)
{
	if (!strchr(fmt, '%'))
		return kstrdup_const(fmt, gfp);
	if (!strcmp(fmt, "%s"))
		return kstrdup_const(va_arg(args, const char *), gfp);
	return kvasprintf(gfp, fmt, args);
}

char *kasprintf(gfp_t gfp, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);

	char *text = kvasprintf(gfp, fmt, args);

	va_end(args);
	return text;
}

EXPORT_SYMBOL(kvasprintf);
EXPORT_SYMBOL(kvasprintf_const);
EXPORT_SYMBOL(kasprintf);

} // extern "C"
