// SPDX-License-Identifier: GPL-2.0-only
// Filters: which of an event's records are kept.
//
//	echo 'order >= 2 && (gfp_flags & 0x40 || migratetype != 0)' > events/kmem/mm_page_alloc/filter
//
//	expression   term || term …      term   factor && factor …      factor   !factor   ( expression )   predicate
//	predicate    FIELD OP VALUE      numbers  == != < <= > >= &      texts  == !=, and ~ with * and ? in the value
//
// The text is made into a tree of nodes in one array, the last one its root. It is asked when a record has been written and before it counts:
// what does not match is taken back. FIELD is one of the file `format`, or CPU, or COMM (the task's name).
//
// A text with a mistake leaves the event without a filter; the file shows it with a mark below the place, and what is wrong.
// Nodes and text are one piece of memory that readers see through RCU. Linux 6.12: kernel/trace/trace_events_filter.c; not there: functions by name,
// cpumasks.

#include "kernel/trace/trace.h"

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/minmax.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/tracepoint-defs.h>

namespace
{

enum class Kind : u8 { all, any, none_of, number, text, comm, cpu };
enum class Op : u8 { glob, ne, eq, le, lt, ge, gt, band };

constexpr size_t MOST_NODES = 64;
constexpr size_t MOST_TEXT = 512;
constexpr size_t MOST_VALUE = 64;

struct Node {
	Kind kind;
	Op op;
	u8 left, right; // all, any; none_of: left
	u16 offset;
	u8 size;
	bool is_signed;
	u64 number;
	char text[MOST_VALUE];
};

} // namespace

struct event_filter {
	bool good; // else only the text is of use
	u8 root;
	u8 count;
	char text[MOST_TEXT + 128];
	Node nodes[];
};

namespace trace
{
namespace
{

// ------------------------------------------------ asking ------------------------------------------------

u64 number_at(const char *record, const Node &node)
{
	const char *const at = record + node.offset;

	switch (node.size) {
	case 1:
		return node.is_signed ? (u64) * (const s8 *)at : *(const u8 *)at;
	case 2:
		return node.is_signed ? (u64) * (const s16 *)at : *(const u16 *)at;
	case 4:
		return node.is_signed ? (u64) * (const s32 *)at : *(const u32 *)at;
	default:
		return *(const u64 *)at;
	}
}

template <typename T>
bool compare(T value, T wanted, Op op)
{
	switch (op) {
	case Op::eq:
		return value == wanted;
	case Op::ne:
		return value != wanted;
	case Op::le:
		return value <= wanted;
	case Op::lt:
		return value < wanted;
	case Op::ge:
		return value >= wanted;
	case Op::gt:
		return value > wanted;
	default:
		return value & wanted;
	}
}

bool compare_number(u64 value, const Node &node)
{
	return node.is_signed ? compare<s64>(value, node.number, node.op)
			      : compare<u64>(value, node.number, node.op);
}

bool compare_text(const char *value, const Node &node)
{
	const bool same = node.op == Op::glob ? glob_match(node.text, value)
					      : !strcmp(value, node.text);

	return same != (node.op == Op::ne);
}

bool matches(const event_filter &filter, u8 index, const char *record)
{
	const Node &node = filter.nodes[index];

	switch (node.kind) {
	case Kind::all:
		return matches(filter, node.left, record) && matches(filter, node.right, record);
	case Kind::any:
		return matches(filter, node.left, record) || matches(filter, node.right, record);
	case Kind::none_of:
		return !matches(filter, node.left, record);
	case Kind::number:
		return compare_number(number_at(record, node), node);
	case Kind::cpu:
		return compare_number(raw_smp_processor_id(), node);
	case Kind::comm:
		return compare_text(current->comm, node);
	case Kind::text:
		break;
	}
	// The lower half of a __data_loc is the distance from the record's start.
	return compare_text(record + (*(const u32 *)(record + node.offset) & 0xffff), node);
}

// ------------------------------------------------ reading ------------------------------------------------

class Parser
{
public:
	Parser(const trace_event_call &call, event_filter &filter, const char *text)
		: call_(call), filter_(filter), start_(text), at_(text)
	{
	}
	// nullptr, or what is wrong; place() says where.
	const char *parse()
	{
		const int root = any();

		if (!error_ && more())
			fail(*at_ == ')' ? "Too few '('" : "Meaningless filter expression");
		if (!error_)
			filter_.root = root;
		return error_;
	}
	int place() const
	{
		return at_ - start_;
	}

private:
	bool more()
	{
		at_ = skip_spaces(at_);
		return *at_;
	}
	bool take(const char *word)
	{
		if (!more() || strncmp(at_, word, strlen(word)))
			return false;
		at_ += strlen(word);
		return true;
	}
	int fail(const char *why)
	{
		if (!error_)
			error_ = why;
		return 0;
	}
	int add(const Node &node)
	{
		if (filter_.count == MOST_NODES)
			return fail("Too many terms in predicate expression");
		filter_.nodes[filter_.count] = node;
		return filter_.count++;
	}
	int join(Kind kind, int left, int right)
	{
		Node node = {};

		node.kind = kind;
		node.left = left;
		node.right = right;
		return add(node);
	}
	int any()
	{
		int left = all();

		while (!error_ && take("||"))
			left = join(Kind::any, left, all());
		return left;
	}
	int all()
	{
		int left = factor();

		while (!error_ && take("&&"))
			left = join(Kind::all, left, factor());
		return left;
	}
	int factor()
	{
		if (++depth_ > 32)
			return fail("Too many '('");

		int node;

		if (more() && *at_ == '!' && at_[1] != '=') {
			at_++;
			node = join(Kind::none_of, factor(), 0);
		} else if (take("(")) {
			node = any();
			if (!error_ && !take(")"))
				fail("Too many '('");
		} else {
			node = predicate();
		}
		depth_--;
		return node;
	}
	int predicate()
	{
		Node node = {};

		more();

		const char *const name = at_;

		while (isalnum(*at_) || *at_ == '_')
			at_++;

		const size_t len = at_ - name;

		if (!len) {
			at_ = name;
			return fail("Meaningless filter expression");
		}
		if (!find(name, len, node)) {
			at_ = name;
			return fail("Field not found");
		}
		if (!take_op(node.op))
			return fail("Invalid operator");
		return value(node);
	}
	bool find(const char *name, size_t len, Node &node)
	{
		Field found;

		if (find_field(call_, name, len, found)) {
			const bool is_text = !strncmp(found.field->type, "__data_loc char", 15);

			node.kind = is_text ? Kind::text : Kind::number;
			node.offset = found.offset;
			node.size = found.field->size;
			node.is_signed = found.field->is_signed;
			return true;
		}
		if ((len == 3 && !strncasecmp(name, "cpu", 3))) {
			node.kind = Kind::cpu;
			return true;
		}
		if ((len == 4 && !strncasecmp(name, "comm", 4))) {
			node.kind = Kind::comm;
			return true;
		}
		return false;
	}
	bool take_op(Op &op)
	{
		static constexpr struct {
			const char *word;
			Op op;
		} ops[] = {{"~", Op::glob}, {"!=", Op::ne}, {"==", Op::eq}, {"<=", Op::le},
			   {"<", Op::lt},   {">=", Op::ge}, {">", Op::gt},  {"&", Op::band}};

		for (const auto &each : ops)
			if (take(each.word)) {
				op = each.op;
				return true;
			}
		return false;
	}
	int value(Node &node)
	{
		more();
		return node.kind == Kind::text || node.kind == Kind::comm ? text_value(node)
									  : number_value(node);
	}
	int text_value(Node &node)
	{
		const char quote = *at_ == '"' || *at_ == '\'' ? *at_++ : 0;
		size_t len = 0;

		if (node.op > Op::eq)
			return fail("Illegal operation for field type");
		for (; *at_ && (quote ? *at_ != quote : !isspace(*at_) && !strchr("&|()", *at_));
		     at_++) {
			if (len == sizeof(node.text) - 1)
				return fail("Operand too long");
			node.text[len++] = *at_;
		}
		if (quote && *at_++ != quote)
			return fail("Missing matching quote");
		return add(node);
	}
	int number_value(Node &node)
	{
		char word[24] = {};
		size_t len = 0;

		if (node.op == Op::glob)
			return fail("Illegal operation for field type");
		if (*at_ == '"' || *at_ == '\'')
			return fail("Illegal integer value");
		while (len < sizeof(word) - 1 && (isalnum(at_[len]) || at_[len] == '-'))
			len++;
		memcpy(word, at_, len);
		if (*word == '-' ? kstrtos64(word, 0, reinterpret_cast<s64 *>(&node.number))
				 : kstrtou64(word, 0, &node.number))
			return fail("Invalid value (did you forget quotes)?");
		at_ += len;
		return add(node);
	}

	const trace_event_call &call_;
	event_filter &filter_;
	const char *const start_;
	const char *at_;
	const char *error_ = nullptr;
	int depth_ = 0;
};

void replace(trace_event_call &call, event_filter *filter)
{
	event_filter *const old = call.filter;

	rcu_assign_pointer(call.filter, filter);
	if (old) {
		synchronize_rcu();
		kfree(old);
	}
}

} // namespace

// Under RCU: probes run with preemption off.
bool filter_keeps(const trace_event_call &call, const void *record)
{
	const event_filter *const filter = rcu_dereference_sched(call.filter);

	return !filter || !filter->good ||
	       matches(*filter, filter->root, static_cast<const char *>(record));
}

int filter_set(trace_event_call &call, const char *text)
{
	if (strlen(text) >= MOST_TEXT)
		return -EINVAL;
	if (!strcmp(text, "0")) {
		replace(call, nullptr);
		return 0;
	}

	event_filter *const filter = static_cast<event_filter *>(
		kzalloc(sizeof(event_filter) + MOST_NODES * sizeof(Node), GFP_KERNEL));

	if (!filter)
		return -ENOMEM;

	Parser parser(call, *filter, text);
	const char *const error = parser.parse();
	const int place = parser.place();

	filter->good = !error;
	if (error)
		snprintf(filter->text, sizeof(filter->text), "%s\n%*s\nparse_error: %s", text,
			 place ? place + 1 : 0, "^", error);
	else
		strscpy(filter->text, text, sizeof(filter->text));
	replace(call, filter);
	return error ? -EINVAL : 0;
}

bool filter_fits(const trace_event_call &call, const char *text)
{
	event_filter *const filter = static_cast<event_filter *>(
		kzalloc(sizeof(event_filter) + MOST_NODES * sizeof(Node), GFP_KERNEL));
	const bool fits = filter && !Parser(call, *filter, text).parse();

	kfree(filter);
	return fits;
}

void filter_show(seq_file *m, const trace_event_call &call)
{
	rcu_read_lock();

	const event_filter *const filter = rcu_dereference(call.filter);

	seq_printf(m, "%s\n", filter ? filter->text : "none");
	rcu_read_unlock();
}

} // namespace trace
