/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a test owns: each resource is given back when the test ends, however it ends, the newest first.
 * Linux 6.12: include/kunit/resource.h.
 */
#ifndef _KUNIT_RESOURCE_H
#define _KUNIT_RESOURCE_H

#include <kunit/test.h>

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/types.h>

struct kunit_resource;

typedef int (*kunit_resource_init_t)(struct kunit_resource *, void *);
typedef void (*kunit_resource_free_t)(struct kunit_resource *);
typedef bool (*kunit_resource_match_t)(struct kunit *test, struct kunit_resource *res,
				       void *match_data);
typedef void(kunit_action_t)(void *);

/**
 * struct kunit_resource - something a test owns
 * @data: the thing
 * @name: to find it by, or NULL
 * @free: gives @data back, or NULL
 * @refcount: the test's own reference and those of who found it
 * @node: in kunit.resources
 * @should_kfree: the struct itself was allocated
 */
struct kunit_resource {
	void *data;
	const char *name;
	kunit_resource_free_t free;
	struct kref refcount;
	struct list_head node;
	bool should_kfree;
};

__BEGIN_DECLS

/** __kunit_add_resource() - @init (or just @data) fills @res, which then belongs to @test. Returns 0 or @init's error. */
int __kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
			 struct kunit_resource *res, void *data);

/** kunit_add_resource() - the same for a struct that the caller provides and that outlives the test. */
int kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
		       struct kunit_resource *res, void *data);

/** kunit_add_named_resource() - the same, to be found by @name; -EEXIST if the test has one of that name. */
int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data);

/** kunit_alloc_and_get_resource() - allocate the struct as well; the caller has a reference to put. NULL on failure. */
struct kunit_resource *kunit_alloc_and_get_resource(struct kunit *test, kunit_resource_init_t init,
						    kunit_resource_free_t free, gfp_t internal_gfp,
						    void *context);

/** kunit_alloc_resource() - the same, giving the data. */
void *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
			   kunit_resource_free_t free, gfp_t internal_gfp, void *context);

/** kunit_find_resource() - the newest one that @match accepts, with a reference to put; or NULL. */
struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data);

/** kunit_find_named_resource() - by name. */
struct kunit_resource *kunit_find_named_resource(struct kunit *test, const char *name);

void kunit_get_resource(struct kunit_resource *res);
void kunit_put_resource(struct kunit_resource *res);

/** kunit_remove_resource() - the test gives up its reference now. */
void kunit_remove_resource(struct kunit *test, struct kunit_resource *res);

/** kunit_destroy_resource() - find and remove; -ENOENT if there is none. */
int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data);
int kunit_destroy_named_resource(struct kunit *test, const char *name);

/** kunit_add_action() - call @action(@ctx) when the test ends. Returns 0 or -ENOMEM. */
int kunit_add_action(struct kunit *test, kunit_action_t *action, void *ctx);
/** kunit_add_action_or_reset() - the same; when it fails, call it at once. */
int kunit_add_action_or_reset(struct kunit *test, kunit_action_t *action, void *ctx);
/** kunit_remove_action() - never mind. */
void kunit_remove_action(struct kunit *test, kunit_action_t *action, void *ctx);
/** kunit_release_action() - call it now instead. */
void kunit_release_action(struct kunit *test, kunit_action_t *action, void *ctx);

__END_DECLS

/** KUNIT_DEFINE_ACTION_WRAPPER() - make a kunit_action_t of a function with another argument type. */
#define KUNIT_DEFINE_ACTION_WRAPPER(wrapper, orig, arg_type)                                       \
	static void wrapper(void *in)                                                              \
	{                                                                                          \
		orig((arg_type)in);                                                                \
	}

#endif
