// SPDX-License-Identifier: GPL-2.0-only
// The boards and the ways of booting: U-Boot, cards, the Raspberry Pi 4 (where a QEMU with that machine can be had), its firmware's
// stand-in. The KUnit tier runs every suite on each of them; here is what a user sees of them.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace machine;

namespace
{

const Knobs pi = {{"BOARD", "raspi4b"}, {"TIMEOUT", "120"}};

Knobs with(Knobs knobs, const Knobs &more)
{
	for (const auto &[name, value] : more)
		knobs[name] = value;
	return knobs;
}

// Exit statuses arrive, whoever loaded the kernel; and parameters, with every character that a shell might take for its own.
void check_way(const Knobs &way)
{
	const Knobs knobs = with({{"TIMEOUT", "120"}}, way);
	const Outcome good = boot(with(knobs, {{"CMD", "echo 'it is' $x; uname -r"}}), 150s);

	CAPTURE(good);
	CHECK(good.status == 0);
	CHECK(good.has("\nit is $x\n"));
	CHECK(good.has("6.12.0"));

	const Outcome bad =
		boot(with(knobs, {{"CMD", "no_such_command"}, {"APPEND", "loglevel=4"}}), 150s);

	CAPTURE(bad);
	CHECK(bad.status == 127);
	CHECK_FALSE(bad.has("Zone ranges"));
}

void check_pi(const Outcome &outcome)
{
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("Machine model: Raspberry Pi 4 Model B"));
	CHECK(outcome.has("SMP: Total of 4 processors activated."));
	CHECK(outcome.has("printk: legacy console [ttyS1] enabled"));
	CHECK_FALSE(outcome.has("psci"));
	CHECK_FALSE(outcome.has("WARNING"));
	CHECK_FALSE(outcome.has("error"));
}

} // namespace

TEST_CASE("board: virt through U-Boot, by fw_cfg")
{
	check_way({{"BOOT", "uboot"}});
}

TEST_CASE("board: virt through U-Boot, from a disk with a boot.scr")
{
	check_way({{"BOOT", "uboot-disk"}, {"LOADER", "script"}});
}

TEST_CASE("board: virt through U-Boot, from a disk with an extlinux.conf")
{
	const Outcome outcome = boot({{"BOOT", "uboot-disk"},
				      {"LOADER", "extlinux"},
				      {"CMD", "echo it is booted"},
				      {"TIMEOUT", "120"}},
				     150s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("Retrieving file: /extlinux/extlinux.conf"));
	CHECK(outcome.has("\nit is booted\n"));
}

TEST_CASE("board: raspi4b tells what its firmware tells")
{
	need_board(pi);
	const Outcome outcome =
		boot(with(pi, {{"CMD", "board; cat /proc/interrupts; cat /proc/iomem"}}), 150s);

	check_pi(outcome);
	CAPTURE(outcome);
	CHECK(outcome.has("raspberrypi-firmware: Attached to firmware"));
	CHECK(outcome.has("Board revision  00b03115"));
	CHECK(outcome.has("ARM memory      0x00000000, 960 MiB"));
	CHECK(outcome.has("Core clock      350000000 Hz"));
	CHECK(outcome.has(
		"fe215040.serial: ttyS1 at MMIO 0xfe215040 (irq = 13, base_baud = 43750000)"));
	CHECK(outcome.lines_with("GIC-0 125 Level").size() == 1);
	CHECK(outcome.has("fe215040-fe21507f : fe215040.serial serial@7e215040"));
}

TEST_CASE("board: keys typed into raspi4b's mini-UART arrive by its interrupt")
{
	need_board(pi);
	Session session(with(pi, {{"TIMEOUT", "200"}}));

	REQUIRE(session.expect("slub64> ", 120s));
	session.type("echo typed by hand\r");
	CHECK(session.expect("\ntyped by hand\n", 60s));
	session.type("cat /proc/interrupts\r");
	CHECK(session.expect("fe215040.serial", 60s));
	session.type("poweroff\r");
	const Outcome outcome = session.finish(60s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	// " 13:  41  0  0  0  GIC-0 125 Level  fe215040.serial": more than none on CPU 0.
	CHECK(std::atoi(outcome.between("\n 13:", "GIC-0 125").c_str()) > 10);
}

TEST_CASE("board: raspi4b ends without semihosting, by its watchdog")
{
	need_board(pi);
	// "semihosting" is what makes `make run` report a status; here the kernel is not told of it.
	const std::string image_and_tree =
		" -kernel " + image() + " -dtb " + build_folder() + "/dtb/bcm2711-rpi-4-b.dtb";
	const std::string qemu =
		"set -- $(BOARD=raspi4b scripts/qemu --print " + image() +
		"); \"$1\" $(case $2 in -L) echo $2 $3 ;; esac)" +
		" -M raspi4b -display none -no-reboot -nodefaults -monitor none -serial null -serial stdio";

	for (const std::string command : {"poweroff", "reboot"}) {
		const Outcome outcome = shell(
			qemu + image_and_tree + " -append 'cmd=" + command + "' </dev/null", 120s);

		CAPTURE(outcome);
		CHECK_FALSE(outcome.timed_out);
		CHECK(outcome.status == 0);
		CHECK(outcome.has(command == "reboot" ? "Restarting system" : "Power down"));
	}
}

TEST_CASE("board: raspi4b with the PL011 as its console")
{
	need_board(pi);
	// QEMU's first serial port is the PL011.
	const Outcome outcome = shell(
		"BOARD=raspi4b CMD='uname -r' APPEND='console=ttyAMA0 earlycon=pl011,0xfe201000' scripts/qemu --print " +
			image() + " >" + scratch("command") + " && eval \"$(cat " +
			scratch("command") + ")\" -monitor none -serial stdio </dev/null",
		120s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("printk: legacy bootconsole [pl11] enabled"));
	CHECK(outcome.has("printk: legacy console [ttyAMA0] enabled"));
	CHECK(outcome.has("6.12.0"));
}

TEST_CASE("board: raspi4b from a card through U-Boot")
{
	const Knobs way = with(pi, {{"BOOT", "uboot-disk"}});

	need_board(way);
	const Outcome outcome = boot(with(way, {{"LOADER", "extlinux"}, {"CMD", "free"}}), 150s);

	check_pi(outcome);
}

TEST_CASE("board: raspi4b as the firmware leaves it")
{
	const Knobs way = with(pi, {{"BOOT", "firmware"}});

	need_board(way);
	const Outcome outcome =
		boot(with(way, {{"CMD", "dmesg; cat /proc/iomem; cat /proc/interrupts"}}), 150s);

	check_pi(outcome);
	CAPTURE(outcome);
	// Both banks; what the SoC's old devices reach is ZONE_DMA; the spin table's page is kept.
	CHECK(outcome.has("  DMA      [mem 0x0000000000000000-0x000000003fffffff]"));
	CHECK(outcome.has("  DMA32    [mem 0x0000000040000000-0x000000007fffffff]"));
	CHECK(outcome.has("node   0: [mem 0x0000000000000000-0x000000003b3fffff]"));
	CHECK(outcome.has("node   0: [mem 0x0000000040000000-0x000000007fffffff]"));
	CHECK(outcome.has("  00000000-00000fff : reserved"));
	CHECK(outcome.has("cp15 timer(s) running at 54.00MHz (virt)."));
	CHECK(outcome.has("Memory: "));
}

TEST_CASE("board: an image with stage letters tells how far it came, and how it was entered")
{
	const std::string copy = scratch("Image.stages");

	REQUIRE(shell("scripts/stages virt " + image() + " " + copy).status == 0);
	for (const std::string level : {"1", "2"}) {
		const Outcome outcome =
			run({"scripts/qemu", copy}, 120s, {{"EL", level}, {"CMD", "uname"}});

		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK(outcome.has("A" + level + "BCD[    0.000000] Booting slub64"));
	}
	// All that differs are the two words of the header.
	CHECK(shell("cmp -l " + image() + " " + copy + " | awk '$1 < 33 || $1 > 48' | wc -l")
		      .text == "0\n");
	CHECK(shell("scripts/stages raspi4b " + write_file("text", "no Image") + " " + copy)
		      .status == 1);
	CHECK(shell("scripts/stages toaster " + image() + " " + copy).has("toaster: expected"));
}

TEST_CASE("board: stage letters on raspi4b")
{
	need_board(pi);
	const std::string copy = scratch("Image.stages");

	REQUIRE(shell("scripts/stages raspi4b " + image() + " " + copy).status == 0);
	const Outcome outcome = run({"scripts/qemu", copy}, 150s, with(pi, {{"CMD", "uname"}}));

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("A2BCD[    0.000000] Booting slub64"));
}

TEST_CASE("board: the card's image")
{
	const std::string card = scratch("card.img"), firmware = scratch("firmware");

	shell("mkdir -p " + firmware + "; echo start >" + firmware + "/start4.elf; echo fixup >" +
	      firmware + "/fixup4.dat");
	const Outcome made = shell("O=" + build_folder() + " scripts/sdcard -f " + firmware +
					   " -p 'loglevel=7 x=\"a b\"' " + image() + " " + card,
				   300s);
	CAPTURE(made);
	REQUIRE(made.status == 0);
	const std::string at = " -i " + card + "@@1048576 ";

	// An MBR with one FAT32 partition at 1 MiB.
	CHECK(shell("od -An -tx1 -j 450 -N 8 " + card).text == " 0c fe ff ff 00 08 00 00\n");
	CHECK(shell("od -An -tx1 -j 510 -N 2 " + card).text == " 55 aa\n");
	CHECK(shell("stat -c %s " + card).text == "67108864\n");
	// The same Image, byte for byte.
	CHECK(shell("mcopy" + at + "::kernel8.img - | cmp - " + image()).status == 0);
	CHECK(shell("mcopy" + at + "::cmdline.txt -").text == "loglevel=7 x=\"a b\"\n");
	CHECK(shell("mcopy" + at + "::config.txt -").has("arm_64bit=1"));
	CHECK(shell("mcopy" + at + "::start4.elf -").text == "start\n");
	CHECK(shell("mcopy" + at + "::extlinux/extlinux.conf -")
		      .has("append loglevel=7 x=\"a b\""));
	CHECK(shell("mdir -b" + at + "::").has("boot.scr"));
	CHECK(shell("mcopy" + at + "::bcm2711-rpi-4-b.dtb - | dtc -q -I dtb -O dts")
		      .has("raspberrypi,4-model-b"));
}

TEST_CASE("board: knobs that make no sense on a Raspberry Pi are one clear line")
{
	for (const Knobs &knob : {Knobs{{"SMP", "2"}},
				  {{"MEM", "1G"}},
				  {{"CPU", "max"}},
				  {{"GIC", "3"}},
				  {{"EL", "1"}},
				  {{"BOOT", "uboot"}},
				  {{"DTB", "no_such_file"}},
				  {{"QEMU", "/bin/true"}}}) {
		const Outcome outcome = boot(with(pi, knob));
		const auto &[name, value] = *knob.begin();

		CAPTURE(outcome);
		CHECK(outcome.status == 1);
		CHECK(outcome.lines().size() == 1);
		CHECK(outcome.has(name == "QEMU" ? value : name + "=" + value));
	}
	const Outcome outcome = boot({{"BOARD", "raspi3b"}});

	CHECK(outcome.status == 1);
	CHECK(outcome.has("BOARD=raspi3b: expected one of: virt raspi4b"));
}
