// SPDX-License-Identifier: GPL-2.0-only
// Red-black trees against std::multimap as the oracle, with the tree's own rules checked after every change.
#include "tests/host/test.h"

#include <linux/rbtree.h>
#include <linux/rbtree_augmented.h>

namespace
{

struct Node {
	unsigned int key;
	unsigned int weight;
	unsigned int heaviest; // in the subtree
	struct rb_node rb;
};

unsigned int weight_of(Node *node)
{
	return node->weight;
}

RB_DECLARE_CALLBACKS_MAX(static, heaviest_callbacks, Node, rb, unsigned int, heaviest, weight_of)

void insert(Node *node, struct rb_root *root)
{
	struct rb_node **link = &root->rb_node, *parent = nullptr;

	while (*link) {
		Node *here = rb_entry(*link, Node, rb);

		parent = *link;
		here->heaviest = std::max(here->heaviest, node->weight);
		link = node->key < here->key ? &parent->rb_left : &parent->rb_right;
	}
	node->heaviest = node->weight;
	rb_link_node(&node->rb, parent, link);
	rb_insert_augmented(&node->rb, root, &heaviest_callbacks);
}

bool is_red(const struct rb_node *node)
{
	return node && !(node->__rb_parent_color & 1);
}

// Black nodes on each way down; -1 when the rules are broken.
int black_height(const struct rb_node *node, const struct rb_node *parent)
{
	if (!node)
		return 1;
	if (rb_parent(node) != parent ||
	    (is_red(node) && (is_red(node->rb_left) || is_red(node->rb_right))))
		return -1;
	int left = black_height(node->rb_left, node), right = black_height(node->rb_right, node);
	if (left != right || left < 0)
		return -1;
	return left + !is_red(node);
}

unsigned int true_heaviest(const struct rb_node *node)
{
	if (!node)
		return 0;
	Node *here = rb_entry(node, Node, rb);
	unsigned int most = std::max(
		{here->weight, true_heaviest(node->rb_left), true_heaviest(node->rb_right)});
	REQUIRE(here->heaviest == most);
	return most;
}

} // namespace

TEST_CASE(
	"lib: rbtree keeps order, balance and augmentation through random insertions and removals")
{
	std::mt19937 random(7);
	std::vector<Node> nodes(300);
	std::vector<Node *> outside, inside;
	struct rb_root root = RB_ROOT;

	for (Node &node : nodes)
		outside.push_back(&node);
	for (int step = 0; step < 4000; step++) {
		bool add = inside.empty() || (!outside.empty() && random() % 2);

		if (add) {
			Node *node = outside.back();
			outside.pop_back();
			node->key = random() % 100;
			node->weight = random() % 1000;
			insert(node, &root);
			inside.push_back(node);
		} else {
			size_t at = random() % inside.size();
			rb_erase_augmented(&inside[at]->rb, &root, &heaviest_callbacks);
			outside.push_back(inside[at]);
			inside.erase(inside.begin() + (long)at);
		}
		REQUIRE_FALSE(is_red(root.rb_node));
		REQUIRE(black_height(root.rb_node, nullptr) > 0);
		if (step % 16)
			continue;
		true_heaviest(root.rb_node);

		std::vector<unsigned int> expected, forwards, backwards;
		for (Node *node : inside)
			expected.push_back(node->key);
		std::sort(expected.begin(), expected.end());
		for (struct rb_node *node = rb_first(&root); node; node = rb_next(node))
			forwards.push_back(rb_entry(node, Node, rb)->key);
		for (struct rb_node *node = rb_last(&root); node; node = rb_prev(node))
			backwards.push_back(rb_entry(node, Node, rb)->key);
		std::reverse(backwards.begin(), backwards.end());
		REQUIRE(forwards == expected);
		REQUIRE(backwards == expected);
	}
}

TEST_CASE("lib: rbtree visits children before parents in post-order, each node once")
{
	std::vector<Node> nodes(100);
	struct rb_root root = RB_ROOT;
	std::set<const struct rb_node *> seen;

	for (unsigned int i = 0; i < 100; i++) {
		nodes[i].key = i * 37 % 100;
		insert(&nodes[i], &root);
	}
	for (struct rb_node *node = rb_first_postorder(&root); node;
	     node = rb_next_postorder(node)) {
		if (node->rb_left)
			CHECK(seen.count(node->rb_left) == 1);
		if (node->rb_right)
			CHECK(seen.count(node->rb_right) == 1);
		seen.insert(node);
	}
	CHECK(seen.size() == 100);
}

TEST_CASE("lib: rbtree puts one node in the place of another")
{
	Node a = {.key = 1}, b = {.key = 2}, c = {.key = 3}, other = {.key = 2};
	struct rb_root root = RB_ROOT;

	for (Node *node : {&a, &b, &c})
		insert(node, &root);
	rb_replace_node(&b.rb, &other.rb, &root);
	CHECK(rb_next(&a.rb) == &other.rb);
	CHECK(rb_next(&other.rb) == &c.rb);
	CHECK(black_height(root.rb_node, nullptr) > 0);
}
