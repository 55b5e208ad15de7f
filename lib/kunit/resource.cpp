// SPDX-License-Identifier: GPL-2.0-only
// What a test owns. Everything is a resource with a reference count: the test holds one reference until it ends; whoever
// looks a resource up holds another. Memory and deferred actions are resources, too. Linux 6.12: lib/kunit/resource.c.

#include <kunit/resource.h>
#include <kunit/test.h>

#include <linux/errno.h>
#include <linux/overflow.h>
#include <linux/slab.h>

namespace
{

void release(struct kref *kref)
{
	struct kunit_resource *res = container_of(kref, struct kunit_resource, refcount);
	const bool allocated = res->should_kfree;

	if (res->free)
		res->free(res);
	if (allocated)
		kfree(res);
}

// A deferred action: the resource's data is the argument, so that the two can be told apart by both.
struct action_resource {
	struct kunit_resource resource;
	kunit_action_t *action;
};

action_resource *to_action(struct kunit_resource *res)
{
	return container_of(res, struct action_resource, resource);
}

void run_action(struct kunit_resource *res)
{
	action_resource *action = to_action(res);

	action->action(res->data);
}

bool is_action(struct kunit *, struct kunit_resource *res, void *match)
{
	const action_resource *wanted = static_cast<const action_resource *>(match);

	return res->free == run_action && to_action(res)->action == wanted->action &&
	       res->data == wanted->resource.data;
}

struct kunit_resource *find_action(struct kunit *test, kunit_action_t *action, void *ctx)
{
	action_resource wanted = {};

	wanted.action = action;
	wanted.resource.data = ctx;
	return kunit_find_resource(test, is_action, &wanted);
}

void free_memory(struct kunit_resource *res)
{
	kfree(res->data);
}

bool is_memory(struct kunit *, struct kunit_resource *res, void *match)
{
	return res->free == free_memory && res->data == match;
}

bool has_name(struct kunit *, struct kunit_resource *res, void *match)
{
	return res->name && strcmp(res->name, static_cast<const char *>(match)) == 0;
}

} // namespace

void kunit_get_resource(struct kunit_resource *res)
{
	kref_get(&res->refcount);
}

void kunit_put_resource(struct kunit_resource *res)
{
	kref_put(&res->refcount, release);
}

int __kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
			 struct kunit_resource *res, void *data)
{
	unsigned long flags;
	int err;

	res->free = free;
	kref_init(&res->refcount);
	if (init) {
		err = init(res, data);
		if (err)
			return err;
	} else {
		res->data = data;
	}
	spin_lock_irqsave(&test->lock, flags);
	list_add_tail(&res->node, &test->resources);
	spin_unlock_irqrestore(&test->lock, flags);
	return 0;
}

int kunit_add_resource(struct kunit *test, kunit_resource_init_t init, kunit_resource_free_t free,
		       struct kunit_resource *res, void *data)
{
	res->should_kfree = false;
	return __kunit_add_resource(test, init, free, res, data);
}

int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data)
{
	struct kunit_resource *existing;

	if (!name)
		return -EINVAL;
	existing = kunit_find_named_resource(test, name);
	if (existing) {
		kunit_put_resource(existing);
		return -EEXIST;
	}
	res->name = name;
	return kunit_add_resource(test, init, free, res, data);
}

struct kunit_resource *kunit_alloc_and_get_resource(struct kunit *test, kunit_resource_init_t init,
						    kunit_resource_free_t free, gfp_t internal_gfp,
						    void *context)
{
	struct kunit_resource *res =
		static_cast<struct kunit_resource *>(kzalloc(sizeof(*res), internal_gfp));

	if (!res)
		return nullptr;
	res->should_kfree = true;
	if (__kunit_add_resource(test, init, free, res, context)) {
		kfree(res);
		return nullptr;
	}
	kunit_get_resource(res);
	return res;
}

void *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
			   kunit_resource_free_t free, gfp_t internal_gfp, void *context)
{
	struct kunit_resource *res =
		kunit_alloc_and_get_resource(test, init, free, internal_gfp, context);
	void *data = nullptr;

	if (res) {
		data = res->data;
		kunit_put_resource(res);
	}
	return data;
}

struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data)
{
	struct kunit_resource *res;
	struct kunit_resource *found = nullptr;
	unsigned long flags;

	spin_lock_irqsave(&test->lock, flags);
	list_for_each_entry_reverse(res, &test->resources, node) {
		if (match(test, res, match_data)) {
			found = res;
			kunit_get_resource(found);
			break;
		}
	}
	spin_unlock_irqrestore(&test->lock, flags);
	return found;
}

struct kunit_resource *kunit_find_named_resource(struct kunit *test, const char *name)
{
	return kunit_find_resource(test, has_name, const_cast<char *>(name));
}

void kunit_remove_resource(struct kunit *test, struct kunit_resource *res)
{
	unsigned long flags;
	bool was_linked;

	spin_lock_irqsave(&test->lock, flags);
	was_linked = !list_empty(&res->node);
	list_del_init(&res->node);
	spin_unlock_irqrestore(&test->lock, flags);
	if (was_linked)
		kunit_put_resource(res);
}

int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data)
{
	struct kunit_resource *res = kunit_find_resource(test, match, match_data);

	if (!res)
		return -ENOENT;
	kunit_remove_resource(test, res);
	kunit_put_resource(res);
	return 0;
}

int kunit_destroy_named_resource(struct kunit *test, const char *name)
{
	return kunit_destroy_resource(test, has_name, const_cast<char *>(name));
}

int kunit_add_action(struct kunit *test, kunit_action_t *action, void *ctx)
{
	action_resource *deferred =
		static_cast<action_resource *>(kzalloc(sizeof(*deferred), GFP_KERNEL));

	if (!deferred)
		return -ENOMEM;
	deferred->action = action;
	deferred->resource.should_kfree = true;
	return __kunit_add_resource(test, nullptr, run_action, &deferred->resource, ctx);
}

int kunit_add_action_or_reset(struct kunit *test, kunit_action_t *action, void *ctx)
{
	const int err = kunit_add_action(test, action, ctx);

	if (err)
		action(ctx);
	return err;
}

void kunit_remove_action(struct kunit *test, kunit_action_t *action, void *ctx)
{
	struct kunit_resource *res = find_action(test, action, ctx);

	if (!res)
		return;
	res->free = nullptr;
	kunit_remove_resource(test, res);
	kunit_put_resource(res);
}

void kunit_release_action(struct kunit *test, kunit_action_t *action, void *ctx)
{
	struct kunit_resource *res = find_action(test, action, ctx);

	if (!res)
		return;
	kunit_remove_resource(test, res);
	kunit_put_resource(res);
}

void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	void *memory = kmalloc_array(n, size, gfp);

	if (memory &&
	    !kunit_alloc_resource(test, nullptr, free_memory, gfp & ~__GFP_ZERO, memory)) {
		kfree(memory);
		return nullptr;
	}
	return memory;
}

void kunit_kfree(struct kunit *test, const void *ptr)
{
	if (ptr && kunit_destroy_resource(test, is_memory, const_cast<void *>(ptr)))
		KUNIT_FAIL(test, "kunit_kfree: %px is no memory of this test", ptr);
}

void kunit_cleanup(struct kunit *test)
{
	while (!list_empty(&test->resources))
		kunit_remove_resource(test, list_last_entry(&test->resources, struct kunit_resource,
							    node));
}
