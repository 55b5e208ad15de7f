/* SPDX-License-Identifier: GPL-2.0-only */
/* There are no loadable modules: every global symbol can be linked against, so exporting one says nothing more. */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H
#ifndef __ASSEMBLY__
#include <linux/compiler.h>
#endif
#include <linux/stringify.h>
#define THIS_MODULE                    ((struct module *)0)
#define EXPORT_SYMBOL(sym)             extern int __slub64_exported
#define EXPORT_SYMBOL_GPL(sym)         extern int __slub64_exported
#define EXPORT_SYMBOL_NS(sym, ns)      extern int __slub64_exported
#define EXPORT_SYMBOL_NS_GPL(sym, ns)  extern int __slub64_exported
#define EXPORT_PER_CPU_SYMBOL(var)     extern int __slub64_exported
#define EXPORT_PER_CPU_SYMBOL_GPL(var) extern int __slub64_exported
#endif
