// SPDX-License-Identifier: GPL-2.0-only
//
// The same work done in two ways, held against each other: each in a copy of this machine, so that both begin alike.
#pragma once

#include "tests/host/test.h"

#include <cstdio>
#include <vector>

namespace host
{

// What work(record) puts into its record, in a copy.
template <typename Work>
std::vector<long> record_in_copy(Work work)
{
	std::FILE *file = std::tmpfile();
	std::vector<long> record;

	REQUIRE(file);
	CHECK(death([&] {
		      work(record);
		      std::fwrite(record.data(), sizeof(long), record.size(), file);
		      std::fclose(file);
	      }) == "");
	std::rewind(file);
	for (long value; std::fread(&value, sizeof(value), 1, file);)
		record.push_back(value);
	std::fclose(file);
	return record;
}

} // namespace host
