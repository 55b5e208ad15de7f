// SPDX-License-Identifier: GPL-2.0-only
//
// SLUB's debugging on the host: every kind of damage, in caches of every shape, under every set of flags that can see it. Each is
// found, named in Linux's words, repaired, and the cache goes on without another word.

#include <mutex>

#include "tests/host/test.h"

#include "mm/page/verify.h"
#include "mm/slub/debug.h"
#include "mm/slub/inspect.h"
#include <linux/page-flags.h>
#include <linux/slab.h>

namespace
{

// ---- caches ----

struct shape {
	const char *name;
	unsigned int size, align;
	slab_flags_t flags;
	bool constructed;
};

const shape shapes[] = {
	{"eight bytes", 8, 0, 0, false},
	{"no whole words", 13, 0, 0, false},
	{"a cache line", 64, 0, 0, false},
	{"a line, aligned", 100, 64, SLAB_HWCACHE_ALIGN, false},
	{"odd", 312, 0, 0, false},
	{"a page, alone in it", 4096, 0, 0, false},
	{"pages", 6000, 0, 0, false},
	{"constructed", 120, 0, 0, true},
	{"under RCU", 72, 0, SLAB_TYPESAFE_BY_RCU, false},
	{"kmalloc's", 96, 32, SLAB_KMALLOC, false},
};

const slab_flags_t F = SLAB_CONSISTENCY_CHECKS, Z = SLAB_RED_ZONE, P = SLAB_POISON,
		   U = SLAB_STORE_USER;
const slab_flags_t option_sets[] = {F, F | Z, F | P, F | U, F | Z | P, F | Z | U, F | Z | P | U};

void construct(void *object)
{
	*static_cast<char *>(object) = 'c';
}

struct kmem_cache *make_cache(const shape &sh, slab_flags_t options)
{
	return kmem_cache_create("victim", sh.size, sh.align, sh.flags | options | SLAB_NO_MERGE,
				 sh.constructed ? construct : nullptr);
}

// kmalloc()'s objects are asked for with less than the size of their class.
unsigned int asked_size(const struct kmem_cache *s)
{
	return s->flags & SLAB_KMALLOC ? s->object_size - 10 : s->object_size;
}

unsigned char *take(struct kmem_cache *s)
{
	void *const object = s->flags & SLAB_KMALLOC
				     ? __kmalloc_cache_noprof(s, GFP_KERNEL, asked_size(s))
				     : kmem_cache_alloc(s, GFP_KERNEL);

	return static_cast<unsigned char *>(object);
}

unsigned char *take_and_free(struct kmem_cache *s)
{
	unsigned char *const object = take(s);

	kmem_cache_free(s, object);
	return object;
}

// ---- what was said ----

size_t seen;
std::string kept; // what damage has read of it already

// All that was printed since the last time.
std::string news()
{
	const std::string all = host::console(), fresh = all.substr(seen);

	seen = all.size();
	return fresh;
}

bool said(const std::string &text, const std::string &words)
{
	return text.find(words) != std::string::npos;
}

// The cache serves as if nothing had been, and finds nothing more to say. (A slab that was given up is missing for ever.) What a
// freelist had to lose counts as used and looks free: validating says so.
void goes_on(struct kmem_cache *s, bool lost_objects)
{
	std::vector<unsigned char *> objects;

	news();
	for (int i = 0; i < 100; i++) {
		objects.push_back(take(s));
		REQUIRE(objects.back() != nullptr);
		std::memset(objects.back(), i, asked_size(s));
	}
	for (unsigned char *object : objects)
		kmem_cache_free(s, object);
	if (!lost_objects)
		CHECK(validate_slab_cache(s) >= 0);
	kmem_cache_shrink(s);

	const std::string text = news();

	CHECK_MESSAGE(!said(text, "BUG"), text);
	CHECK_MESSAGE(!said(text, "FIX"), text);
	CHECK_MESSAGE(!said(text, "overwritten"), text);
}

// ---- damage ----

struct damage {
	const char *name;
	// Can the flags of this cache see it at all?
	std::function<bool(const struct kmem_cache *)> visible;
	// Does it, and lets it be found.
	std::function<void(struct kmem_cache *)> inflict;
	std::vector<std::string> words;
	bool loses_objects = false;
};

bool has(const struct kmem_cache *s, slab_flags_t flags)
{
	return (s->flags & flags) == flags;
}

// A byte that is written while the object is used, and found when it is freed; restored, the object can be freed after all.
void spoil_and_free(struct kmem_cache *s, long offset)
{
	unsigned char *const object = take(s);

	object[offset] ^= 0xff;
	kmem_cache_free(s, object);

	kept = news();
	kmem_cache_free(s, object);
	CHECK_MESSAGE(news() == "", "the second try is silent");
}

// A byte that is written after the object was freed, and found when it is handed out again.
void spoil_and_take(struct kmem_cache *s, long offset)
{
	unsigned char *const object = take_and_free(s);

	object[offset] ^= 0xff;
	// The slab is given up: the object is another one.
	CHECK(take(s) != object);
}

std::vector<damage> all_damage()
{
	const auto with_red_zone = [](const struct kmem_cache *s) {
		return has(s, F | Z);
	};
	const auto with_poison = [](const struct kmem_cache *s) {
		return has(s, F | slub::OBJECT_POISON) && s->object_size > 1;
	};
	const auto always = [](const struct kmem_cache *s) {
		return has(s, F);
	};
	const auto many_objects = [](const struct kmem_cache *s) {
		return has(s, F) && slub::oo_objects(s->oo) > 3;
	};

	return {
		{"a write behind the object",
		 with_red_zone,
		 [](struct kmem_cache *s) { spoil_and_free(s, s->object_size); },
		 {"[Right Redzone overwritten] 0x", "First byte 0x33 instead of 0xcc",
		  "BUG victim (", "): Object corrupt", "FIX victim: Restoring Right Redzone 0x",
		  "=0xcc", "FIX victim: Object at 0x", " not freed"}},
		{"a write before the object",
		 with_red_zone,
		 [](struct kmem_cache *s) { spoil_and_free(s, -1); },
		 {"[Left Redzone overwritten] 0x", "First byte 0x33 instead of 0xcc",
		  "): Object corrupt", "FIX victim: Restoring Left Redzone 0x", " not freed"}},
		{"a write behind what kmalloc() was asked for",
		 [](const struct kmem_cache *s) { return has(s, F | Z | U | SLAB_KMALLOC); },
		 [](struct kmem_cache *s) { spoil_and_free(s, asked_size(s)); },
		 {"[kmalloc Redzone overwritten] 0x", "FIX victim: Restoring kmalloc Redzone 0x"}},
		{"a write between the object and its padding",
		 [](const struct kmem_cache *s) {
			 return has(s, F | P) && !has(s, Z) && s->inuse > s->object_size;
		 },
		 [](struct kmem_cache *s) { spoil_and_free(s, s->object_size); },
		 {"[Alignment padding overwritten] 0x",
		  "FIX victim: Restoring Alignment padding 0x"}},
		{"a write far behind the object",
		 [](const struct kmem_cache *s) {
			 return has(s, F | P) &&
				slub::padding_offset(s) < slub::size_from_object(s);
		 },
		 [](struct kmem_cache *s) { spoil_and_free(s, slub::padding_offset(s)); },
		 {"[Object padding overwritten] 0x", "FIX victim: Restoring Object padding 0x"}},
		{"a write to a free object",
		 with_poison,
		 [](struct kmem_cache *s) { spoil_and_take(s, 0); },
		 {"[Poison overwritten] 0x", "First byte 0x94 instead of 0x6b", "): Object corrupt",
		  "FIX victim: Restoring Poison 0x", "=0x6b",
		  "FIX victim: Marking all objects used"}},
		{"a write to the last byte of a free object",
		 with_poison,
		 [](struct kmem_cache *s) { spoil_and_take(s, s->object_size - 1); },
		 {"[End Poison overwritten] 0x", "instead of 0xa5",
		  "FIX victim: Marking all objects used"}},
		{"a write behind a free object",
		 with_red_zone,
		 [](struct kmem_cache *s) { spoil_and_take(s, s->object_size); },
		 {"[Right Redzone overwritten] 0x", "First byte 0x44 instead of 0xbb",
		  "FIX victim: Marking all objects used"}},
		{"a write behind the last object of a slab",
		 [](const struct kmem_cache *s) {
			 return has(s, F | P) &&
				(PAGE_SIZE << slub::oo_order(s->oo)) % s->size != 0;
		 },
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);
			 struct slab *const sl = virt_to_slab(object);

			 static_cast<unsigned char *>(slab_address(sl))[slab_size(sl) - 1] = 0;
			 kmem_cache_free(s, object);
		 },
		 {"BUG victim (", "): Padding overwritten. 0x", "Padding ",
		  "FIX victim: Restoring slab padding 0x", "=0x5a"}},
		{"a link that leads nowhere",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const keep = take(s), *const object = take_and_free(s);

			 slub::set_freepointer(s, object, object + 1);
			 CHECK(take(s) != object);
			 kmem_cache_free(s, keep);
		 },
		 {"): Freepointer corrupt", "FIX victim: Marking all objects used"}},
		{"a link that leads nowhere, found by looking",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const keep = take(s), *const object = take_and_free(s);

			 slub::set_freepointer(s, object, object + 1);
			 validate_slab_cache(s);
			 kmem_cache_free(s, keep);
		 },
		 {"): Freechain corrupt", "): Wrong object count. Counter is 1 but counted were ",
		  "FIX victim: Object count adjusted"},
		 true},
		{"a freelist that runs in a circle",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const a = take(s), *const b = take(s), *const c = take(s);

			 kmem_cache_free(s, a);
			 kmem_cache_free(s, b);
			 slub::set_freepointer(s, a, b);
			 kmem_cache_free(s, c); // looks through the list for c
			 kmem_cache_free(s, c);
		 },
		 {"): Freelist cycle detected", "FIX victim: Freelist cleared"},
		 true},
		{"a freelist that begins nowhere",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);

			 virt_to_slab(object)->freelist = object + 1;
			 kmem_cache_free(s, object);
		 },
		 {"): Freepointer corrupt", "FIX victim: Freelist cleared"},
		 true},
		{"a freelist that begins nowhere, found when it is used",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);

			 virt_to_slab(object)->freelist = object + 1;
			 CHECK(take(s) != nullptr);
		 },
		 {"): Freelist Pointer check fails", "Invalid pointer 0x",
		  "FIX victim: Marking all objects used"}},
		{"an object that is freed twice",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const keep = take(s), *const object = take(s);

			 kmem_cache_free(s, object);
			 kmem_cache_free(s, object);
			 kmem_cache_free(s, keep);
		 },
		 {"): Object already free", "FIX victim: Object at 0x", " not freed"}},
		{"an object that is freed twice, with another one in between",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const keep = take(s), *const a = take(s),
					      *const b = take(s);

			 kmem_cache_free(s, a);
			 kmem_cache_free(s, b);
			 kmem_cache_free(s, a);
			 kmem_cache_free(s, keep);
		 },
		 {"): Object already free", "FIX victim: Object at 0x", " not freed"}},
		{"an address inside an object",
		 always,
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);

			 kmem_cache_free(s, object + 4);
			 kmem_cache_free(s, object);
		 },
		 {"): Invalid object pointer 0x", "FIX victim: Object at 0x", " not freed"}},
		{"another cache's object",
		 always,
		 [](struct kmem_cache *s) {
			 void *const other = kmalloc(64, GFP_KERNEL);

			 kmem_cache_free(s, other); // and goes back where it belongs
			 slub::object_info info;
			 CHECK(slub::inspect_object(other, &info));
			 CHECK(info.state != slub::object_state::allocated);
		 },
		 {"cache_from_obj: Wrong slab cache. victim but object is from kmalloc-64"}},
		{"a count that is wrong",
		 always,
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);

			 virt_to_slab(object)->inuse = 0;
			 kmem_cache_free(s, object);
			 validate_slab_cache(s);
			 if (slub::oo_objects(s->oo) == 1)
				 pr_err("Wrong object count\n"); // a full slab is on no list without U
			 else
				 kmem_cache_free(s, object);
		 },
		 {"Slab has 0 allocated objects but 1 are to be freed", "Wrong object count"}},
		{"more objects than a slab holds",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);
			 struct slab *const sl = virt_to_slab(object);
			 const unsigned int right = sl->objects;

			 sl->objects = right + 1;
			 kmem_cache_free(s, object);
			 sl->objects = right;
			 kmem_cache_free(s, object);
		 },
		 {"): objects ", " > max ", "FIX victim: Object at 0x"}},
		{"a slab whose page is marked as something else",
		 many_objects,
		 [](struct kmem_cache *s) {
			 unsigned char *const object = take(s);
			 struct slab *const sl = virt_to_slab(object);

			 __folio_clear_slab(reinterpret_cast<struct folio *>(sl));
			 kmem_cache_free(s, object);
			 __folio_set_slab(reinterpret_cast<struct folio *>(sl));
			 kmem_cache_free(s, object);
		 },
		 {"): Not a valid slab page", "FIX victim: Object at 0x", " not freed"}},
	};
}

} // namespace

TEST_CASE("slub debug: every damage is found in every cache, told in Linux's words, and repaired")
{
	host::boot(64);
	const std::vector<damage> damages = all_damage();
	std::set<std::string> inflicted;
	int found = 0;

	for (const damage &d : damages)
		for (const shape &sh : shapes)
			for (slab_flags_t options : option_sets) {
				struct kmem_cache *const s = make_cache(sh, options);

				REQUIRE(s != nullptr);
				if (!d.visible(s)) {
					kmem_cache_destroy(s);
					continue;
				}
				INFO(std::string(d.name)
				     << ", " << std::string(sh.name) << ", flags " << options);
				news();
				kept.clear();
				d.inflict(s);

				const std::string text = kept + news();

				for (const std::string &words : d.words)
					CHECK_MESSAGE(said(text, words),
						      "expected: " << words << "\nprinted:\n"
								   << text);
				goes_on(s, d.loses_objects);
				inflicted.insert(d.name);
				found++;
			}
	CHECK(inflicted.size() == damages.size());
	CHECK(found > 500);
}

// Without F nobody looks when objects come and go; who asks for a look (the file validate) is told the same.
TEST_CASE(
	"slub debug: what red zones and poison tell without checks on each call, found by validating")
{
	host::boot(64);
	int found = 0;

	for (const shape &sh : shapes)
		for (slab_flags_t options : {Z, P, Z | P, Z | U, P | U, Z | P | U}) {
			struct kmem_cache *const s = make_cache(sh, options);
			const auto expect = [&](unsigned char *object, long offset,
						const std::string &words) {
				object[offset] ^= 0xff;
				news();
				validate_slab_cache(s);

				const std::string text = news();

				CHECK_MESSAGE(said(text, words),
					      sh.name << ", flags " << options << ": " << text);
				validate_slab_cache(s);
				CHECK_MESSAGE(!said(news(), "overwritten"), "it was restored");
				found++;
			};
			unsigned char *const used = take(s), *const free = take_and_free(s);
			// A full slab is on no list but U's, so it is not looked at.
			const bool seen = slub::oo_objects(s->oo) > 1 || has(s, U);

			INFO(std::string(sh.name) << ", flags " << options);
			if (has(s, Z) && seen) {
				expect(used, s->object_size, "[Right Redzone overwritten] 0x");
				expect(used, -1, "[Left Redzone overwritten] 0x");
			}
			if (has(s, slub::OBJECT_POISON) && slub::oo_objects(s->oo) > 1)
				expect(free, s->object_size - 1, "oison overwritten] 0x");
			kmem_cache_free(s, used);
			kmem_cache_destroy(s);
		}
	CHECK(found > 80);
}

// Pages that are given back though SLUB has them: with page checks (init_on_free=1, a debug build) the page allocator sees whose they are,
// and keeps them from everybody. Without, Linux does not see it either.
TEST_CASE("slub debug: an object's page that is freed behind SLUB's back is refused and reported")
{
	host::boot({.banks = {{0x40000000, 64 << 20}}, .cmdline = "init_on_free=1"});
	REQUIRE(check_pages_enabled);
	for (const shape &sh : shapes)
		for (slab_flags_t options : {slab_flags_t(0), F, F | Z | P | U}) {
			struct kmem_cache *const s = make_cache(sh, options);
			unsigned char *const object = take(s);
			struct slab *const sl = virt_to_slab(object);
			struct page *const page = slab_page(sl);
			const unsigned int order = slab_order(sl);
			const bool on_a_list = sl->slab_list.prev != nullptr;

			INFO(std::string(sh.name) << ", flags " << options);
			news();
			__free_pages(page, order);

			const std::string text = news();

			CHECK_MESSAGE(said(text, "BUG: Bad page state in process "), text);
			CHECK_MESSAGE(said(text, on_a_list
							 ? "page dumped because: non-NULL mapping"
							 : "page dumped because: nonzero mapcount"),
				      text);
			CHECK(PageSlab(page));
			std::array<struct page *, 100> others;

			for (struct page *&other : others) {
				other = alloc_pages(GFP_KERNEL, order);
				CHECK(other != page); // nobody gets it
			}
			for (struct page *other : others)
				__free_pages(other, order);
			CHECK(buddy::verify() == 0);
			if (order)
				continue; // its further pages are no part of it any more: the cache is lost
			set_page_count(page, 1);
			kmem_cache_free(s, object);
			goes_on(s, false);
			kmem_cache_destroy(s);
		}
}

namespace
{

// A line rid of what differs from run to run: addresses, ages, callers, taints.
std::string masked_line(std::string line)
{
	const auto replace_run = [&line](const std::string &start, const char *allowed,
					 size_t least, const std::string &with) {
		for (size_t at = line.find(start); at != std::string::npos;
		     at = line.find(start, at + 1)) {
			const size_t from = at + start.size();
			const size_t end =
				std::min(line.find_first_not_of(allowed, from), line.size());

			if (end - from >= least)
				line.replace(at, end - at, with);
		}
	};

	if (line.rfind(" 0x", 0) == 0)
		return " FRAMES";
	replace_run(" in 0x", "0123456789abcdef", 1, " in CALLER");
	replace_run("0x", "0123456789abcdef", 16, "ADDR");
	replace_run("  0000", "0123456789abcdef", 12, "  ADDR");
	replace_run(" 0000", "0123456789abcdef", 12, " ADDR");
	replace_run("age=", "0123456789", 1, "age=N");
	replace_run("Tainted: ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ ", 1, "Tainted");
	return line;
}

// The same for many lines; times are taken off, stacks become one line, and so do warnings.
std::string masked(const std::string &text)
{
	std::istringstream lines(text);
	std::string line, last, result;
	bool in_warning = false;

	while (std::getline(lines, line)) {
		if (line.size() > 1 && line[0] == '[' && line.find("] ") != std::string::npos &&
		    (line[1] == ' ' || std::isdigit(line[1])))
			line.erase(0, line.find("] ") + 2);
		if (line.find("[ cut here ]") != std::string::npos)
			in_warning = true;
		const bool ends = line.find("---[ end trace") != std::string::npos;

		line = in_warning ? "WARNING" : masked_line(line);
		if (ends)
			in_warning = false;
		if (line != last || (line != "WARNING" && line != " FRAMES"))
			result += line + '\n';
		last = line;
	}
	return result;
}

} // namespace

TEST_CASE("slub debug: a report is Linux's, line by line")
{
	host::boot(32);
	struct kmem_cache *const s = kmem_cache_create("victim", 24, 0u, F | Z | P | U, nullptr);
	unsigned char *const object = take(s);

	std::memcpy(object, "The object's own bytes..", 24);
	object[24] = 'X';
	news();
	kmem_cache_free(s, object);
	CHECK(masked(news()) ==
	      "[Right Redzone overwritten] ADDR-ADDR @offset=32. First byte 0x58 instead of 0xcc\n"
	      "=============================================================================\n"
	      "BUG victim (Not tainted): Object corrupt\n"
	      "-----------------------------------------------------------------------------\n"
	      "\n"
	      "Allocated in CALLER age=N cpu=0 pid=0\n"
	      " FRAMES\n"
	      "Slab ADDR objects=34 used=1 fp=ADDR flags=0x200(workingset|zone=0)\n"
	      "Object ADDR @offset=8 fp=ADDR\n"
	      "\n"
	      "Redzone  ADDR: cc cc cc cc cc cc cc cc                          ........\n"
	      "Object   ADDR: 54 68 65 20 6f 62 6a 65 63 74 27 73 20 6f 77 6e  The object's own\n"
	      "Object   ADDR: 20 62 79 74 65 73 2e 2e                           bytes..\n"
	      "Redzone  ADDR: 58 cc cc cc cc cc cc cc                          X.......\n"
	      "Padding  ADDR: 5a 5a 5a 5a 5a 5a 5a 5a                          ZZZZZZZZ\n"
	      "WARNING\n"
	      "FIX victim: Restoring Right Redzone ADDR-ADDR=0xcc\n"
	      "FIX victim: Object at ADDR not freed\n");
}

TEST_CASE("slub debug: several kinds of damage to one object make one report and a line each")
{
	host::boot(32);
	struct kmem_cache *const s = kmem_cache_create("victim", 24, 0u, F | Z | P, nullptr);
	unsigned char *const object = take(s);

	object[-1] = object[24] = 0;
	object[slub::padding_offset(s)] = 0;
	news();
	kmem_cache_free(s, object);

	const std::string text = masked(news());
	const size_t left = text.find("[Left Redzone"), bug = text.find("BUG victim"),
		     fix = text.find("FIX victim: Restoring Left"),
		     right = text.find("[Right Redzone"), padding = text.find("[Object padding");

	CHECK(left < bug);
	CHECK(bug < fix);
	CHECK(fix < right);
	CHECK(right < padding);
	CHECK(padding != std::string::npos);
	CHECK(text.find("BUG victim", bug + 1) == std::string::npos);
}

TEST_CASE(
	"slub debug: an object of a debugged cache that is left behind is listed with who allocated it")
{
	host::boot(32);
	struct kmem_cache *const s = kmem_cache_create("victim", 24, 0u, F | U, nullptr);

	take(s);
	news();
	kmem_cache_destroy(s);

	const std::string text = masked(news());

	CHECK_MESSAGE(said(text, "): Objects remaining on __kmem_cache_shutdown()\n"), text);
	CHECK_MESSAGE(said(text, "Object ADDR @offset=0\nAllocated in CALLER age=N cpu=0 pid=0\n"),
		      text);
}

TEST_CASE("slub debug: SLAB_TRACE prints each allocation and freeing")
{
	host::boot(32);
	struct kmem_cache *const s = kmem_cache_create("victim", 24, 0u, SLAB_TRACE, nullptr);

	news();
	take_and_free(s);

	const std::string text = masked(news());

	CHECK_MESSAGE(said(text, "TRACE victim alloc ADDR inuse=1 fp=ADDR\nCPU: 0"), text);
	CHECK_MESSAGE(said(text, "TRACE victim free ADDR inuse=1 fp=ADDR\nObject ADDR: "), text);
}

TEST_CASE("slub debug: chains of objects are checked one by one, and not freed if one is bad")
{
	host::boot(32);
	struct kmem_cache *const s = kmem_cache_create("victim", 64, 0u, F | Z | P | U, nullptr);
	std::vector<void *> objects(40);

	REQUIRE(kmem_cache_alloc_bulk(s, GFP_KERNEL, 40, objects.data()) == 40);
	std::vector<void *> again = objects;

	static_cast<unsigned char *>(objects[3])[64] = 0;
	news();
	kmem_cache_free_bulk(s, 40, objects.data());

	const std::string text = news();

	CHECK(said(text, "[Right Redzone overwritten]"));
	CHECK(said(text, "FIX victim: Object at 0x"));
	CHECK(slub::verify_cache(s) == 0);
}

TEST_CASE("slub debug: kzalloc() clears what was asked for, and nothing of the red zone")
{
	host::boot({.cmdline = "slab_debug=FZU init_on_free=1"});
	for (size_t size : {1, 8, 33, 100, 1000, 5000}) {
		unsigned char *const object =
			static_cast<unsigned char *>(kzalloc(size, GFP_KERNEL));

		for (size_t i = 0; i < size; i++)
			REQUIRE(object[i] == 0);
		std::memset(object, 0xff, size);
		kfree(object);
		// What it is rounded up to may be used once somebody has asked how much that is.
		unsigned char *const other =
			static_cast<unsigned char *>(kmalloc(size, GFP_KERNEL));

		std::memset(other, 0xff, ksize(other));
		kfree(other);
	}
	CHECK_MESSAGE(!said(news(), "BUG"), host::console());
}

TEST_CASE("slub debug: slab_debug= says which caches, and how")
{
	const struct {
		const char *parameter, *cache;
		slab_flags_t flags;
	} rows[] = {
		{"slab_debug", "any", F | Z | P | U},
		{"slub_debug", "any", F | Z | P | U},
		{"slab_debug=", "any", F | Z | P | U},
		{"slab_debug=-", "any", 0},
		{"slab_debug=F", "any", F},
		{"slab_debug=fzpu", "any", F | Z | P | U},
		{"slab_debug=ZT", "any", Z | SLAB_TRACE},
		{"slab_debug=FZ-P", "any", P},
		{"slab_debug=A", "any", SLAB_FAILSLAB},
		{"slab_debug=,one", "one", F | Z | P | U},
		{"slab_debug=,one", "other", 0},
		{"slab_debug=FZ,one,two", "two", F | Z},
		{"slab_debug=FZ,one,two", "tw", 0},
		{"slab_debug=FZ,one,two", "twotwo", 0},
		{"slab_debug=P,kmalloc-*", "kmalloc-64", P},
		{"slab_debug=P,kmalloc-*", "kmalloc", 0},
		{"slab_debug=P,*", "any", P},
		{"slab_debug=F,a*;P,ab*;U", "abc", F},
		{"slab_debug=F,a*;P,b*;U", "bcd", P},
		{"slab_debug=F,a*;P,b*;U", "cde", U},
		{"slab_debug=;;F,a*;;P,b*;", "bcd", P},
		{"slab_debug=-,a*;F", "abc", 0},
		{"slab_debug=-,a*;F", "bcd", F},
		{"slab_debug=FX", "any", F},
		{"slab_debug=\"FZ,one\"", "one", F | Z},
	};

	for (const auto &row : rows) {
		const std::string wrong = host::death([&] {
			host::boot({.cmdline = row.parameter});
			const slab_flags_t flags = slub::kmem_cache_flags(0, row.cache);

			if (flags != row.flags)
				panic("flags %x, not %x", flags, row.flags);
			if (slub::kmem_cache_flags(SLAB_NO_USER_FLAGS, row.cache) !=
			    SLAB_NO_USER_FLAGS)
				panic("flags for a cache that wants none");
			if (static_key_enabled(&slub_debug_enabled) !=
			    !!strcmp(row.parameter, "slab_debug=-"))
				panic("slub_debug_enabled is %d",
				      static_key_enabled(&slub_debug_enabled));
		});

		CHECK_MESSAGE(wrong == "", row.parameter << ", " << row.cache << ": " << wrong);
	}
}

TEST_CASE(
	"slub debug: unknown letters are told and skipped, O spares caches whose slabs would grow")
{
	host::boot({.cmdline = "slab_debug=FZPUQO"});
	CHECK(said(host::console(), "slab_debug option 'Q' unknown. skipped"));
	CHECK((slub::find_cache("kmalloc-64")->flags & Z) == Z);
	CHECK((slub::find_cache("kmalloc-4k")->flags & (F | Z | P | U)) == F);
	CHECK(slub::find_cache("kmalloc-4k")->size == 4096);
}

TEST_CASE("slub debug: with everything on, everything works as without")
{
	host::boot({.cmdline = "slab_debug=FZPU"});
	std::mt19937 random(6);
	std::vector<std::pair<unsigned char *, size_t>> objects;

	news();
	for (int step = 0; step < 20000; step++) {
		if (objects.size() < 500 && random() % 2) {
			const size_t size = 1 + random() % (random() % 8 ? 300 : 9000);
			unsigned char *const object =
				static_cast<unsigned char *>(kmalloc(size, GFP_KERNEL));

			std::memset(object, 0xff, size);
			objects.push_back({object, size});
		} else if (!objects.empty()) {
			std::swap(objects[random() % objects.size()], objects.back());
			if (random() % 4 == 0) {
				objects.back().second += 5;
				objects.back().first = static_cast<unsigned char *>(krealloc(
					objects.back().first, objects.back().second, GFP_KERNEL));
			}
			kfree(objects.back().first);
			objects.pop_back();
		}
	}
	for (auto [object, size] : objects)
		kfree(object);
	CHECK(slub::verify_all() == 0);

	struct kmem_cache *s;

	list_for_each_entry(s, &slab_caches, list)
		CHECK(validate_slab_cache(s) >= 0);
	CHECK_MESSAGE(news() == "", host::console());
}

TEST_CASE("slub debug: four CPUs work on one debugged cache, and free each other's objects")
{
	host::boot({.cpus = 4});
	struct kmem_cache *const s = kmem_cache_create("victim", 96, 0u, F | Z | P | U, nullptr);
	std::vector<unsigned char *> shared;
	std::mutex lock;
	std::vector<std::thread> cpus;

	news();
	for (unsigned int cpu = 0; cpu < 4; cpu++)
		cpus.emplace_back([&, cpu] {
			std::mt19937 random(cpu);

			host::set_cpu(cpu);
			for (int step = 0; step < 5000; step++) {
				unsigned char *object = nullptr;

				if (random() % 2) {
					object = take(s);
					std::memset(object, cpu, 96);
				}
				{
					std::lock_guard guard(lock);

					if (object) {
						shared.push_back(object);
						object = nullptr;
					} else if (!shared.empty()) {
						std::swap(shared[random() % shared.size()],
							  shared.back());
						object = shared.back();
						shared.pop_back();
					}
				}
				if (object)
					kmem_cache_free(s, object);
			}
		});
	for (std::thread &cpu : cpus)
		cpu.join();
	for (unsigned char *object : shared)
		kmem_cache_free(s, object);
	CHECK(validate_slab_cache(s) > 0);
	CHECK_MESSAGE(news() == "", host::console());
	kmem_cache_destroy(s);
	CHECK(slub::find_cache("victim") == nullptr);
}
