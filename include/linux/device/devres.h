/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Managed resources: what a driver acquires for a device and need not give back itself. Each is released, the newest
 * first, when the driver leaves the device or the device goes away. drivers/base/devres.cpp has the theory.
 * Linux 6.12: include/linux/device/devres.h.
 */
#ifndef _DEVICE_DEVRES_H_
#define _DEVICE_DEVRES_H_

#include <linux/err.h>
#include <linux/gfp_types.h>
#include <linux/numa.h>
#include <linux/overflow.h>
#include <linux/stdarg.h>
#include <linux/types.h>

struct device;

/* Gives @res back: called once, in task context, without locks. */
typedef void (*dr_release_t)(struct device *dev, void *res);
/* Is it this one? Called under a spinlock. */
typedef int (*dr_match_t)(struct device *dev, void *res, void *match_data);

__BEGIN_DECLS

/** devres_alloc() - zeroed data of a new resource, which no device has yet. NULL: no memory. */
void *__devres_alloc_node(dr_release_t release, size_t size, gfp_t gfp, int nid,
			  const char *name) __malloc;
#define devres_alloc(release, size, gfp)                                                           \
	__devres_alloc_node(release, size, gfp, NUMA_NO_NODE, #release)
#define devres_alloc_node(release, size, gfp, nid)                                                 \
	__devres_alloc_node(release, size, gfp, nid, #release)
/** devres_free() - of one that no device has. */
void devres_free(void *res);
/** devres_add() - it is the newest of the device's resources now. Context: any. */
void devres_add(struct device *dev, void *res);

/* The newest with this release function that match() accepts (NULL: any): look, look or add, take out. NULL: none. */
void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data);
void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
/* Take out and free; devres_release() calls the release function before. 0 or -ENOENT. */
int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
void devres_for_each_res(struct device *dev, dr_release_t release, dr_match_t match,
			 void *match_data, void (*fn)(struct device *, void *, void *), void *data);
/** devres_release_all() - at the end: the newest first. Value: how many. Task context. */
int devres_release_all(struct device *dev);

/* What is added between open and close is one group, found by its id (NULL: the newest); groups nest. */
void *__must_check devres_open_group(struct device *dev, void *id, gfp_t gfp);
void devres_close_group(struct device *dev, void *id);
/* The resources stay, the group is forgotten. */
void devres_remove_group(struct device *dev, void *id);
/* Value: how many resources were released. */
int devres_release_group(struct device *dev, void *id);

/** devm_add_action() - @action(@data) when the device's resources are released. 0 or -ENOMEM. */
int __devm_add_action(struct device *dev, void (*action)(void *), void *data, const char *name);
#define devm_add_action(dev, action, data) __devm_add_action(dev, action, data, #action)
/** devm_remove_action() - never mind; devm_release_action() - do it now. Warn if there is none. */
void devm_remove_action(struct device *dev, void (*action)(void *), void *data);
void devm_release_action(struct device *dev, void (*action)(void *), void *data);

/* Memory, as kmalloc() and its like give it. */
void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp) __alloc_size(2);
void *__must_check devm_krealloc(struct device *dev, void *ptr, size_t size, gfp_t gfp)
	__realloc_size(3);
void devm_kfree(struct device *dev, const void *p);
void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp) __realloc_size(3);
char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp) __malloc;
/* The text itself if it lies in read-only data. */
const char *devm_kstrdup_const(struct device *dev, const char *s, gfp_t gfp);
char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list ap)
	__printf(3, 0) __malloc;
char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...) __printf(3, 4) __malloc;
unsigned long devm_get_free_pages(struct device *dev, gfp_t gfp_mask, unsigned int order);
void devm_free_pages(struct device *dev, unsigned long addr);
void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align);
void devm_free_percpu(struct device *dev, void __percpu *pdata);

__END_DECLS

#define devm_alloc_percpu(dev, type)                                                               \
	((__typeof__(type) __percpu *)__devm_alloc_percpu((dev), sizeof(type), __alignof__(type)))

static inline void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
	return devm_kmalloc(dev, size, gfp | __GFP_ZERO);
}
/* A product that overflows is SIZE_MAX, which the allocator refuses. */
static inline void *devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t flags)
{
	return devm_kmalloc(dev, size_mul(n, size), flags);
}
static inline void *devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t flags)
{
	return devm_kzalloc(dev, size_mul(n, size), flags);
}
static inline void *__must_check devm_krealloc_array(struct device *dev, void *p, size_t new_n,
						     size_t new_size, gfp_t flags)
{
	return devm_krealloc(dev, p, size_mul(new_n, new_size), flags);
}
static inline void *devm_kmemdup_array(struct device *dev, const void *src, size_t n, size_t size,
				       gfp_t flags)
{
	return devm_kmemdup(dev, src, size_mul(size, n), flags);
}
/* The action is done at once if it cannot be kept. */
static inline int __devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data,
					     const char *name)
{
	const int error = __devm_add_action(dev, action, data, name);

	if (error)
		action(data);
	return error;
}
#define devm_add_action_or_reset(dev, action, data)                                                \
	__devm_add_action_or_reset(dev, action, data, #action)

#endif /* _DEVICE_DEVRES_H_ */
