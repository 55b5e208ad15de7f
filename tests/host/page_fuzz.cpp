// SPDX-License-Identifier: GPL-2.0-only
//
// The fuzzer's programs (page_fuzz.h), with bytes from a generator: the short run. make fuzz-page is the long one, by libFuzzer.

#include "tests/host/page_fuzz.h"

TEST_CASE("page: whatever the fuzzer's bytes are, the allocator does what its model does")
{
	page_model::boot(128);

	std::mt19937 rng(5);
	std::vector<unsigned char> bytes;

	for (int i = 0; i < 60; i++) {
		// Some programs are short, some allocate mostly, some free mostly.
		bytes.resize(rng() % 2000);

		const unsigned int frees = rng() % 256;

		for (unsigned char &byte : bytes)
			byte = rng() % 256 < frees ? rng() : rng() % 0x80;

		page_fuzz::Program program;
		const char *const wrong = program.run(bytes.data(), bytes.size());

		CAPTURE(i);
		REQUIRE_MESSAGE(wrong == nullptr, std::string(wrong ? wrong : ""));
	}
}
