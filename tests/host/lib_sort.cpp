// SPDX-License-Identifier: GPL-2.0-only
// sort() against std::sort, for element sizes that each way of exchanging bytes has to serve.
#include "tests/host/test.h"

#include <linux/sort.h>

namespace
{

template <size_t Bytes>
struct Element {
	unsigned char bytes[Bytes];

	bool operator<(const Element &other) const
	{
		return std::memcmp(bytes, other.bytes, Bytes) < 0;
	}
	bool operator==(const Element &other) const
	{
		return !std::memcmp(bytes, other.bytes, Bytes);
	}
};

template <size_t Bytes>
int compare(const void *a, const void *b)
{
	return std::memcmp(a, b, Bytes);
}

template <size_t Bytes>
void check_size()
{
	std::mt19937 random(Bytes);

	for (size_t count : {0, 1, 2, 3, 10, 100, 1001}) {
		std::vector<Element<Bytes>> elements(count);

		for (auto &element : elements)
			for (unsigned char &byte : element.bytes)
				byte = (unsigned char)(random() % 4);
		auto expected = elements;
		std::sort(expected.begin(), expected.end());
		sort(elements.data(), count, Bytes, compare<Bytes>, nullptr);
		CHECK(elements == expected);
	}
}

int compare_through(const void *a, const void *b, const void *order)
{
	const int *place = (const int *)order;

	return place[*(const int *)a] - place[*(const int *)b];
}

} // namespace

TEST_CASE("lib: sort() agrees with std::sort")
{
	check_size<1>();
	check_size<3>();
	check_size<4>();
	check_size<8>();
	check_size<12>();
	check_size<16>();
	check_size<40>();
}

TEST_CASE("lib: sort() stays n log n on what makes quicksort slow")
{
	static unsigned long calls;
	auto counting = [](const void *a, const void *b) {
		calls++;
		return *(const int *)a - *(const int *)b;
	};
	std::vector<int> sorted(10000);

	std::iota(sorted.begin(), sorted.end(), 0);
	sort(sorted.data(), sorted.size(), sizeof(int), counting, nullptr);
	CHECK(std::is_sorted(sorted.begin(), sorted.end()));
	CHECK(calls < 2 * 10000 * 14);
}

TEST_CASE("lib: sort_r() hands its argument through")
{
	int place[] = {3, 1, 0, 2}, numbers[] = {0, 1, 2, 3};

	sort_r(numbers, 4, sizeof(int), compare_through, nullptr, place);
	CHECK(std::vector<int>(numbers, numbers + 4) == std::vector<int>{2, 1, 3, 0});
}
