// SPDX-License-Identifier: GPL-2.0-only
// Random programs for SLUB against the model of tests/fuzz/slub_ops.h: the short form of `make fuzz-slub`.
#include "tests/host/test.h"

#include "tests/fuzz/slub_ops.h"

TEST_CASE("slub fuzz: random programs do what the model says")
{
	host::boot(host::shape{.banks = {{0x40000000, 256ull << 20}}, .cpus = fuzz::CPUS});

	for (unsigned int seed = 1; seed <= 30; seed++) {
		std::mt19937 random(seed);
		std::vector<unsigned char> bytes(200 + random() % 1200);

		for (unsigned char &b : bytes)
			b = random();
		// Caches first: without one most operations have nothing to do.
		for (size_t i = 0; i < 10; i += 5)
			bytes[i] = 0;
		INFO("seed " << seed);
		REQUIRE(fuzz::slub_program(bytes.data(), bytes.size()).run() == "");
	}
}
