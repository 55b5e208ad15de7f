/* SPDX-License-Identifier: GPL-2.0-only */
/* printk() with "driver device: " in front. Linux 6.12: include/linux/dev_printk.h. */
#ifndef _DEVICE_PRINTK_H_
#define _DEVICE_PRINTK_H_

#include <linux/compiler.h>
#include <linux/kern_levels.h>
#include <linux/printk.h>

struct device;

#define PRINTK_INFO_SUBSYSTEM_LEN 16
#define PRINTK_INFO_DEVICE_LEN    48

/* Which device a record of the log is about: its bus, and "+bus:name". Both empty: none. */
struct dev_printk_info {
	char subsystem[PRINTK_INFO_SUBSYSTEM_LEN];
	char device[PRINTK_INFO_DEVICE_LEN];
};

#ifndef dev_fmt
#define dev_fmt(fmt) fmt
#endif

__BEGIN_DECLS
/* A message about @dev as it is, without its name in front. @level: 0 … 7. Any context. */
__printf(3, 0) int dev_vprintk_emit(int level, const struct device *dev, const char *fmt,
				    va_list args);
__printf(3, 4) int dev_printk_emit(int level, const struct device *dev, const char *fmt, ...);
/* level: KERN_ERR and so on. */
__printf(3, 4) __cold
	void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...);
/* Reports @err and returns it; -EPROBE_DEFER is no reason to report anything. */
__printf(3, 4) int dev_err_probe(const struct device *dev, int err, const char *fmt, ...);
__END_DECLS

#define dev_printk(level, dev, fmt, ...) _dev_printk(level, dev, fmt, ##__VA_ARGS__)
#define dev_emerg(dev, fmt, ...)         _dev_printk(KERN_EMERG, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_alert(dev, fmt, ...)         _dev_printk(KERN_ALERT, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_crit(dev, fmt, ...)          _dev_printk(KERN_CRIT, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_err(dev, fmt, ...)           _dev_printk(KERN_ERR, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...)          _dev_printk(KERN_WARNING, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_notice(dev, fmt, ...)        _dev_printk(KERN_NOTICE, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_info(dev, fmt, ...)          _dev_printk(KERN_INFO, dev, dev_fmt(fmt), ##__VA_ARGS__)
#ifdef DEBUG
#define dev_dbg(dev, fmt, ...) _dev_printk(KERN_DEBUG, dev, dev_fmt(fmt), ##__VA_ARGS__)
#else
#define dev_dbg(dev, fmt, ...)                                                                     \
	do {                                                                                       \
		if (0)                                                                             \
			_dev_printk(KERN_DEBUG, dev, dev_fmt(fmt), ##__VA_ARGS__);                 \
	} while (0)
#endif
#define dev_WARN(dev, format, arg...) WARN(1, "%s: " format, dev_name(dev), ##arg)
#define dev_WARN_ONCE(dev, condition, format, arg...)                                              \
	WARN_ONCE(condition, "%s: " format, dev_name(dev), ##arg)

#endif /* _DEVICE_PRINTK_H_ */
