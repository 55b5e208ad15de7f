// SPDX-License-Identifier: GPL-2.0-only
//
// Interrupts for drivers (kernel/irq), with a controller that exists in this file only: mapping,
// handlers and their sharing, holding off, what comes unexpectedly. The last tests look at the
// machine's own controller.

#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/hardirq.h>
#include <linux/irqdesc.h>
#include <linux/irqdomain.h>
#include <linux/irqflags.h>
#include <linux/of.h>
#include <linux/of_irq.h>
#include <linux/preempt.h>

namespace
{

// What the made-up controller was told to do.
struct {
	unsigned masked, unmasked, ended, type;
} chip_log;

struct irq_chip fake_chip = {
	.name = "FAKE",
	.irq_mask = [](irq_data *) { chip_log.masked++; },
	.irq_unmask = [](irq_data *) { chip_log.unmasked++; },
	.irq_eoi = [](irq_data *) { chip_log.ended++; },
	.irq_set_type =
		[](irq_data *, unsigned type) {
			chip_log.type = type;
			return 0;
		},
};

int fake_map(irq_domain *, unsigned virq, irq_hw_number_t)
{
	irq_set_chip_and_handler(virq, &fake_chip, handle_fasteoi_irq);
	return 0;
}

constexpr irq_domain_ops fake_ops = {.map = fake_map};

struct counter {
	unsigned calls;
	bool in_interrupt;
	irqreturn_t answer;
};

irqreturn_t count_call(int, void *dev)
{
	auto *c = static_cast<counter *>(dev);

	c->calls++;
	c->in_interrupt = in_hardirq();
	return c->answer;
}

// A domain of eight interrupts, number 5 mapped.
struct fixture {
	irq_domain *domain;
	unsigned irq;
};

int init(struct kunit *test)
{
	auto *f = static_cast<fixture *>(kunit_kzalloc(test, sizeof(fixture), GFP_KERNEL));

	chip_log = {};
	f->domain = irq_domain_add_linear(nullptr, 8, &fake_ops, nullptr);
	KUNIT_ASSERT_NOT_NULL(test, f->domain);
	f->irq = irq_create_mapping(f->domain, 5);
	KUNIT_ASSERT_NE(test, f->irq, 0u);
	test->priv = f;
	return 0;
}

void finish(struct kunit *test)
{
	auto *f = static_cast<fixture *>(test->priv);

	irq_dispose_mapping(f->irq);
	irq_domain_remove(f->domain);
}

// As the vector would: interrupts masked, in interrupt context.
int raise(fixture *f, unsigned hwirq)
{
	unsigned long flags;

	local_irq_save(flags);
	irq_enter();
	int result = generic_handle_domain_irq(f->domain, hwirq);
	irq_exit();
	local_irq_restore(flags);
	return result;
}

void mapping(struct kunit *test)
{
	auto *f = static_cast<fixture *>(test->priv);

	KUNIT_EXPECT_EQ(test, irq_create_mapping(f->domain, 5), f->irq); // the same again
	KUNIT_EXPECT_EQ(test, irq_create_mapping(f->domain, 8), 0u); // the controller has 0 … 7
	KUNIT_EXPECT_EQ(test, irq_find_mapping(f->domain, 6), 0u);
	KUNIT_EXPECT_EQ(test, irq_get_irq_data(f->irq)->hwirq, 5ul);
	unsigned second = irq_create_mapping(f->domain, 6);
	KUNIT_EXPECT_NE(test, second, f->irq);
	irq_dispose_mapping(second);
	KUNIT_EXPECT_NULL(test, irq_to_desc(second));
	KUNIT_EXPECT_EQ(test, raise(f, 6), -EINVAL);
	KUNIT_EXPECT_NULL(test, irq_to_desc(0));
}

void one_handler(struct kunit *test)
{
	auto *f = static_cast<fixture *>(test->priv);
	counter c = {.answer = IRQ_HANDLED};

	KUNIT_EXPECT_EQ(test, request_irq(f->irq, nullptr, 0, "none", &c), -EINVAL);
	KUNIT_EXPECT_EQ(test, request_irq(0, count_call, 0, "zero", &c), -EINVAL);
	KUNIT_ASSERT_EQ(test, request_irq(f->irq, count_call, IRQF_TRIGGER_RISING, "one", &c), 0);
	KUNIT_EXPECT_EQ(test, chip_log.type, (unsigned)IRQ_TYPE_EDGE_RISING);
	KUNIT_EXPECT_EQ(test, chip_log.unmasked, 1u);
	KUNIT_EXPECT_EQ(test, request_irq(f->irq, count_call, 0, "two", &c), -EBUSY);
	KUNIT_EXPECT_EQ(test, raise(f, 5), 0);
	KUNIT_EXPECT_EQ(test, c.calls, 1u);
	KUNIT_EXPECT_TRUE(test, c.in_interrupt);
	KUNIT_EXPECT_FALSE(test, in_hardirq());
	KUNIT_EXPECT_EQ(test, chip_log.ended, 1u);
	KUNIT_EXPECT_STREQ(test, static_cast<const char *>(free_irq(f->irq, &c)), "one");
	KUNIT_EXPECT_EQ(test, chip_log.masked, 1u);
	// Nobody is called any more, and it is ended all the same.
	raise(f, 5);
	KUNIT_EXPECT_EQ(test, c.calls, 1u);
	KUNIT_EXPECT_EQ(test, chip_log.ended, 2u);
}

void shared_handlers(struct kunit *test)
{
	auto *f = static_cast<fixture *>(test->priv);
	counter a = {.answer = IRQ_NONE}, b = {.answer = IRQ_HANDLED};

	KUNIT_EXPECT_EQ(test, request_irq(f->irq, count_call, IRQF_SHARED, "no cookie", nullptr),
			-EINVAL);
	KUNIT_ASSERT_EQ(test, request_irq(f->irq, count_call, IRQF_SHARED, "a", &a), 0);
	KUNIT_ASSERT_EQ(test, request_irq(f->irq, count_call, IRQF_SHARED, "b", &b), 0);
	raise(f, 5);
	KUNIT_EXPECT_EQ(test, a.calls, 1u);
	KUNIT_EXPECT_EQ(test, b.calls, 1u);
	free_irq(f->irq, &a);
	KUNIT_EXPECT_EQ(test, chip_log.masked, 0u);
	raise(f, 5);
	KUNIT_EXPECT_EQ(test, a.calls, 1u);
	KUNIT_EXPECT_EQ(test, b.calls, 2u);
	free_irq(f->irq, &b);
	KUNIT_EXPECT_EQ(test, chip_log.masked, 1u);
}

void holding_off(struct kunit *test)
{
	auto *f = static_cast<fixture *>(test->priv);
	counter c = {.answer = IRQ_HANDLED};

	KUNIT_ASSERT_EQ(test, request_irq(f->irq, count_call, IRQF_NO_AUTOEN, "held", &c), 0);
	KUNIT_EXPECT_EQ(test, chip_log.unmasked, 0u);
	enable_irq(f->irq);
	KUNIT_EXPECT_EQ(test, chip_log.unmasked, 1u);
	disable_irq(f->irq);
	disable_irq_nosync(f->irq); // nests
	KUNIT_EXPECT_EQ(test, chip_log.masked, 1u);
	raise(f, 5);
	KUNIT_EXPECT_EQ(test, c.calls, 0u);
	enable_irq(f->irq);
	KUNIT_EXPECT_EQ(test, chip_log.unmasked, 1u);
	enable_irq(f->irq);
	KUNIT_EXPECT_EQ(test, chip_log.unmasked, 2u);
	raise(f, 5);
	KUNIT_EXPECT_EQ(test, c.calls, 1u);
	free_irq(f->irq, &c);
}

// A line that nobody claims is turned off in the end, as Linux does after 100,000 times.
void nobody_cares(struct kunit *test)
{
	auto *f = static_cast<fixture *>(test->priv);
	counter c = {.answer = IRQ_NONE};
	unsigned times = 0;

	KUNIT_ASSERT_EQ(test, request_irq(f->irq, count_call, 0, "indifferent", &c), 0);
	while (!chip_log.masked && times++ < 100001)
		raise(f, 5);
	KUNIT_EXPECT_EQ(test, chip_log.masked, 1u);
	KUNIT_EXPECT_GT(test, c.calls, 10000u);
	KUNIT_EXPECT_LE(test, c.calls, 100000u);
	free_irq(f->irq, &c);
}

// The device tree's own specifiers, with whatever controller this machine has.
void specifiers(struct kunit *test)
{
	struct irq_fwspec spec = {.param_count = 3, .param = {0, 1, IRQ_TYPE_LEVEL_HIGH}};
	device_node *node = nullptr;

	while ((node = of_find_compatible_node(node, nullptr, "arm,pl011")))
		break;
	if (!node)
		kunit_skip(test, "no PL011 on this machine");
	struct of_phandle_args args;
	KUNIT_ASSERT_EQ(test, of_irq_parse_one(node, 0, &args), 0);
	KUNIT_EXPECT_EQ(test, of_irq_parse_one(node, 1, &args), -EINVAL);
	KUNIT_EXPECT_EQ(test, args.args_count, 3);
	spec.np = args.np;
	spec.param[1] = args.args[1];
	unsigned irq = irq_create_fwspec_mapping(&spec);
	KUNIT_ASSERT_NE(test, irq, 0u);
	KUNIT_EXPECT_EQ(test, irq, irq_of_parse_and_map(node, 0));
	KUNIT_EXPECT_EQ(test, irq_get_irq_data(irq)->hwirq, args.args[1] + 32ul);
	spec.param[0] = 7; // neither shared nor a CPU's own
	KUNIT_EXPECT_EQ(test, irq_create_fwspec_mapping(&spec), 0u);
	spec.param[0] = 1;
	spec.param[1] = 16; // there are 16
	KUNIT_EXPECT_EQ(test, irq_create_fwspec_mapping(&spec), 0u);
	spec.np = of_root; // not a controller
	KUNIT_EXPECT_EQ(test, irq_create_fwspec_mapping(&spec), 0u);
}

struct kunit_case irq_cases[] = {
	KUNIT_CASE(mapping),
	KUNIT_CASE(one_handler),
	KUNIT_CASE(shared_handlers),
	KUNIT_CASE(holding_off),
	KUNIT_CASE(nobody_cares),
	KUNIT_CASE(specifiers),
	{},
};

struct kunit_suite irq_suite = {
	.name = "platform_irq",
	.init = init,
	.exit = finish,
	.test_cases = irq_cases,
};
kunit_test_suite(irq_suite);

} // namespace
