// SPDX-License-Identifier: GPL-2.0-only
//
// Sleeping locks, wait queues and completions, with several tasks at a time. Each case has an invariant that breaks when two are
// inside together, and ends only if nobody was forgotten.

#include <kunit/test.h>
#include <linux/bit_spinlock.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/wait.h>

namespace
{

constexpr int threads = 5, rounds = 60;

// Runs @body(context) in several threads at once and waits for all. Value: did they all end?
template <typename Context>
struct crew {
	Context *context;
	void (*body)(Context *, int number);
	atomic_t number = ATOMIC_INIT(0), left = ATOMIC_INIT(threads);
	struct completion done;

	static int thread(void *data)
	{
		crew *self = static_cast<crew *>(data);

		self->body(self->context, atomic_fetch_add(1, &self->number));
		if (atomic_dec_and_test(&self->left))
			complete(&self->done);
		return 0;
	}
	bool run()
	{
		init_completion(&done);
		for (int i = 0; i < threads; i++) {
			if (IS_ERR(kthread_run(thread, this, "crew/%d", i)))
				return false;
		}
		return wait_for_completion_timeout(&done, 60 * HZ);
	}
};

struct shared {
	struct mutex mutex;
	struct rw_semaphore rwsem;
	struct semaphore semaphore;
	seqlock_t seqlock;
	unsigned long bit_lock = 0;
	int inside = 0;         // who is in an exclusive section
	atomic_t readers, most; // who is in a shared one
	long sum = 0, copy = 0; // equal outside of exclusive sections
	atomic_t wrong;         // broken invariants
};

void init(shared *s)
{
	mutex_init(&s->mutex);
	init_rwsem(&s->rwsem);
	sema_init(&s->semaphore, 2);
	seqlock_init(&s->seqlock);
	atomic_set(&s->readers, 0);
	atomic_set(&s->most, 0);
	atomic_set(&s->wrong, 0);
}

void expect(shared *s, bool holds)
{
	if (!holds)
		atomic_inc(&s->wrong);
}

// Alone: sleeps now and then with the lock held.
void be_alone(shared *s, int i)
{
	expect(s, s->inside++ == 0);
	s->sum++;
	if (i % 50 == 0)
		schedule_timeout_uninterruptible(1);
	else if (i % 3 == 0)
		cond_resched();
	s->copy++;
	expect(s, s->sum == s->copy);
	expect(s, --s->inside == 0);
}

void a_mutex_lets_one_in(struct kunit *test)
{
	shared s;
	crew<shared> c = {&s, [](shared *s, int) {
				  for (int i = 0; i < rounds; i++) {
					  mutex_lock(&s->mutex);
					  be_alone(s, i);
					  mutex_unlock(&s->mutex);
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, atomic_read(&s.wrong), 0);
	KUNIT_EXPECT_EQ(test, s.sum, (long)threads * rounds);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&s.mutex));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&s.mutex.owner), 0l);
}

void a_mutex_can_be_tried(struct kunit *test)
{
	struct mutex m;

	mutex_init(&m);
	KUNIT_EXPECT_EQ(test, mutex_trylock(&m), 1);
	KUNIT_EXPECT_EQ(test, mutex_trylock(&m), 0);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&m.owner) & ~7l, (long)current);
	mutex_unlock(&m);
	KUNIT_EXPECT_EQ(test, mutex_lock_interruptible(&m), 0);
	mutex_unlock(&m);
}

void a_rwsem_lets_readers_or_a_writer_in(struct kunit *test)
{
	shared s;
	crew<shared> c = {&s, [](shared *s, int number) {
				  for (int i = 0; i < rounds; i++) {
					  if (number == 0 || i % 10 == 0) {
						  down_write(&s->rwsem);
						  expect(s, atomic_read(&s->readers) == 0);
						  be_alone(s, i);
						  up_write(&s->rwsem);
						  continue;
					  }
					  down_read(&s->rwsem);
					  atomic_inc(&s->readers);
					  expect(s, s->inside == 0 && s->sum == s->copy);
					  if (i % 7 == 0)
						  schedule_timeout_uninterruptible(1);
					  atomic_dec(&s->readers);
					  up_read(&s->rwsem);
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, atomic_read(&s.wrong), 0);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&s.rwsem.count), 0l);
}

void a_rwsem_can_be_tried_and_downgraded(struct kunit *test)
{
	struct rw_semaphore sem;

	init_rwsem(&sem);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_write_trylock(&sem), 0);
	up_read(&sem);
	up_read(&sem);
	KUNIT_EXPECT_EQ(test, down_write_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 0);
	downgrade_write(&sem);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_write_trylock(&sem), 0);
	up_read(&sem);
	up_read(&sem);
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&sem));
}

// One thread takes a mutex that another, which runs, keeps for a moment: it need not sleep for that. Whether it had to is the host's
// affair; that each gets it, again and again, is not.
void a_mutex_is_handed_between_cpus(struct kunit *test)
{
	shared s;
	crew<shared> c = {&s, [](shared *s, int number) {
				  for (int i = 0; i < rounds * 10; i++) {
					  if (number & 1) {
						  mutex_lock(&s->mutex);
						  s->sum++;
						  mutex_unlock(&s->mutex);
					  } else {
						  down_write(&s->rwsem);
						  s->copy++;
						  up_write(&s->rwsem);
					  }
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, s.sum, (long)(threads / 2) * rounds * 10);
	KUNIT_EXPECT_EQ(test, s.copy, (long)(threads - threads / 2) * rounds * 10);
	KUNIT_EXPECT_EQ(test, atomic_read(&s.mutex.osq.tail), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&s.rwsem.osq.tail), 0);
}

void a_count_that_ends_takes_the_mutex(struct kunit *test)
{
	atomic_t count = ATOMIC_INIT(2);
	struct mutex m;

	mutex_init(&m);
	KUNIT_EXPECT_EQ(test, atomic_dec_and_mutex_lock(&count, &m), 0);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&m));
	KUNIT_EXPECT_EQ(test, atomic_dec_and_mutex_lock(&count, &m), 1);
	KUNIT_EXPECT_TRUE(test, mutex_is_locked(&m));
	mutex_unlock(&m);
}

// Writers keep sum and copy equal; readers see them so, and each other.
void a_rwlock_lets_readers_or_a_writer_in(struct kunit *test)
{
	static DEFINE_RWLOCK(lock);
	shared s;
	crew<shared> c = {&s, [](shared *s, int number) {
				  for (int i = 0; i < rounds * 10; i++) {
					  if (number == 0 || i % 10 == 0) {
						  write_lock(&lock);
						  expect(s, s->inside++ == 0);
						  s->sum++;
						  cpu_relax();
						  s->copy++;
						  s->inside--;
						  write_unlock(&lock);
						  continue;
					  }
					  read_lock(&lock);
					  expect(s, s->inside == 0 && s->sum == s->copy);
					  read_unlock(&lock);
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, atomic_read(&s.wrong), 0);
	KUNIT_EXPECT_FALSE(test, rwlock_is_locked(&lock));
	KUNIT_EXPECT_FALSE(test, rwlock_is_contended(&lock));
}

void a_rwlock_can_be_tried(struct kunit *test)
{
	static DEFINE_RWLOCK(lock);

	KUNIT_EXPECT_EQ(test, sizeof(arch_rwlock_t), 8ul);
	KUNIT_ASSERT_EQ(test, read_trylock(&lock), 1);
	KUNIT_EXPECT_EQ(test, read_trylock(&lock), 1);
	KUNIT_EXPECT_EQ(test, write_trylock(&lock), 0);
	KUNIT_EXPECT_EQ(test, preempt_count(), 2);
	read_unlock(&lock);
	read_unlock(&lock);
	KUNIT_ASSERT_EQ(test, write_trylock(&lock), 1);
	KUNIT_EXPECT_EQ(test, read_trylock(&lock), 0);
	KUNIT_EXPECT_EQ(test, write_trylock(&lock), 0);
	write_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

struct writer_in_wait {
	rwlock_t lock;
	atomic_t through;
};

int write_once(void *data)
{
	writer_in_wait *w = static_cast<writer_in_wait *>(data);

	write_lock(&w->lock);
	atomic_inc(&w->through);
	write_unlock(&w->lock);
	return 0;
}

// A writer that waits keeps new readers out, or readers that overlap would keep it out for ever. An interrupt must pass all the
// same: the task under it may be one of the readers that the writer waits for.
void a_waiting_writer_holds_new_readers_off(struct kunit *test)
{
	writer_in_wait w;

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs a second CPU");
	rwlock_init(&w.lock);
	atomic_set(&w.through, 0);
	migrate_disable();

	const unsigned int here = raw_smp_processor_id();
	struct task_struct *writer = kthread_create_on_cpu(
		write_once, &w, cpumask_any_but(cpu_online_mask, here), "writer/%u");

	KUNIT_ASSERT_FALSE(test, IS_ERR(writer));
	get_task_struct(writer);
	read_lock(&w.lock);
	wake_up_process(writer);
	while (!(atomic_read(&w.lock.raw_lock.cnts) & _QW_WAITING))
		cpu_relax();
	KUNIT_EXPECT_TRUE(test, rwlock_is_contended(&w.lock));
	KUNIT_EXPECT_EQ(test, read_trylock(&w.lock), 0);
	local_bh_disable(); // in_interrupt()
	read_lock(&w.lock);
	KUNIT_EXPECT_EQ(test, atomic_read(&w.through), 0);
	read_unlock(&w.lock);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, atomic_read(&w.through), 0);
	read_unlock(&w.lock);
	migrate_enable();
	kthread_stop_put(writer);
	KUNIT_EXPECT_EQ(test, atomic_read(&w.through), 1);
	KUNIT_EXPECT_FALSE(test, rwlock_is_locked(&w.lock));
}

void a_semaphore_lets_so_many_in(struct kunit *test)
{
	shared s;
	crew<shared> c = {&s, [](shared *s, int) {
				  for (int i = 0; i < rounds; i++) {
					  down(&s->semaphore);
					  expect(s, atomic_inc_return(&s->readers) <= 2);
					  if (i % 40 == 0)
						  schedule_timeout_uninterruptible(1);
					  atomic_dec(&s->readers);
					  up(&s->semaphore);
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, atomic_read(&s.wrong), 0);
	KUNIT_EXPECT_EQ(test, s.semaphore.count, 2u);
	KUNIT_EXPECT_EQ(test, down_trylock(&s.semaphore), 0);
	KUNIT_EXPECT_EQ(test, down_trylock(&s.semaphore), 0);
	KUNIT_EXPECT_EQ(test, down_trylock(&s.semaphore), 1);
	KUNIT_EXPECT_EQ(test, down_timeout(&s.semaphore, 2), -ETIME);
}

void a_seqlock_gives_whole_values(struct kunit *test)
{
	shared s;
	crew<shared> c = {&s, [](shared *s, int number) {
				  for (int i = 0; i < rounds * 10; i++) {
					  unsigned seq;
					  long sum, copy;

					  if (number == 0) {
						  write_seqlock(&s->seqlock);
						  WRITE_ONCE(s->sum, s->sum + 1);
						  WRITE_ONCE(s->copy, s->copy + 1);
						  write_sequnlock(&s->seqlock);
						  continue;
					  }
					  do {
						  seq = read_seqbegin(&s->seqlock);
						  sum = READ_ONCE(s->sum);
						  copy = READ_ONCE(s->copy);
					  } while (read_seqretry(&s->seqlock, seq));
					  expect(s, sum == copy);
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, atomic_read(&s.wrong), 0);
}

void a_bit_is_a_lock(struct kunit *test)
{
	shared s;
	crew<shared> c = {&s, [](shared *s, int) {
				  for (int i = 0; i < rounds * 10; i++) {
					  bit_spin_lock(3, &s->bit_lock);
					  s->sum++;
					  bit_spin_unlock(3, &s->bit_lock);
				  }
			  }};

	init(&s);
	KUNIT_EXPECT_TRUE(test, c.run());
	KUNIT_EXPECT_EQ(test, s.sum, (long)threads * rounds * 10);
	KUNIT_EXPECT_EQ(test, s.bit_lock, 0ul);
}

struct waiting {
	wait_queue_head_t queue;
	atomic_t condition, woken, ready;
	bool exclusive;
	struct completion ended;
};

int wait_for_it(void *data)
{
	waiting *w = static_cast<waiting *>(data);

	atomic_inc(&w->ready);
	if (w->exclusive)
		wait_event_interruptible_exclusive(w->queue,
						   atomic_dec_if_positive(&w->condition) >= 0);
	else
		wait_event(w->queue, atomic_read(&w->condition));
	atomic_inc(&w->woken);
	complete(&w->ended);
	return 0;
}

void start_waiters(struct kunit *test, waiting *w, bool exclusive)
{
	init_waitqueue_head(&w->queue);
	init_completion(&w->ended);
	atomic_set(&w->condition, 0);
	atomic_set(&w->woken, 0);
	atomic_set(&w->ready, 0);
	w->exclusive = exclusive;
	for (int i = 0; i < threads; i++)
		KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(wait_for_it, w, "wait/%d", i)));
	while (atomic_read(&w->ready) < threads)
		schedule_timeout_uninterruptible(1);
	msleep(20);
}

void a_wake_up_reaches_all_ordinary_waiters(struct kunit *test)
{
	waiting w;

	start_waiters(test, &w, false);
	wake_up(&w.queue); // for nothing: the condition is false
	msleep(20);
	KUNIT_EXPECT_EQ(test, atomic_read(&w.woken), 0);
	atomic_set(&w.condition, 1);
	wake_up(&w.queue);
	for (int i = 0; i < threads; i++)
		KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&w.ended, 5 * HZ), 0ul);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&w.queue));
}

void a_wake_up_reaches_one_exclusive_waiter(struct kunit *test)
{
	waiting w;

	start_waiters(test, &w, true);
	for (int i = 0; i < threads; i++) {
		atomic_inc(&w.condition);
		wake_up(&w.queue);
		KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&w.ended, 5 * HZ), 0ul);
		KUNIT_EXPECT_EQ(test, atomic_read(&w.woken), i + 1);
	}
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&w.queue));
}

void waiting_has_an_end(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD_ONSTACK(queue);
	DECLARE_COMPLETION_ONSTACK(never);
	const unsigned long before = jiffies;

	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, false, 3), 0l);
	KUNIT_EXPECT_GE(test, jiffies - before, 3ul);
	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, true, 3), 3l);
	KUNIT_EXPECT_EQ(test, wait_event_interruptible_timeout(queue, true, 0), 1l);
	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&never, 2), 0ul);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&queue));
}

void completions_count(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(c);

	KUNIT_EXPECT_FALSE(test, try_wait_for_completion(&c));
	complete(&c);
	complete(&c);
	KUNIT_EXPECT_TRUE(test, completion_done(&c));
	wait_for_completion(&c);
	KUNIT_EXPECT_TRUE(test, try_wait_for_completion(&c));
	KUNIT_EXPECT_FALSE(test, completion_done(&c));
	complete_all(&c);
	for (int i = 0; i < 3; i++)
		wait_for_completion(&c);
	reinit_completion(&c);
	KUNIT_EXPECT_FALSE(test, try_wait_for_completion(&c));
}

struct kunit_case cases[] = {
	KUNIT_CASE_SLOW(a_mutex_lets_one_in),
	KUNIT_CASE(a_mutex_can_be_tried),
	KUNIT_CASE_SLOW(a_rwsem_lets_readers_or_a_writer_in),
	KUNIT_CASE(a_rwsem_can_be_tried_and_downgraded),
	KUNIT_CASE_SLOW(a_mutex_is_handed_between_cpus),
	KUNIT_CASE(a_count_that_ends_takes_the_mutex),
	KUNIT_CASE_SLOW(a_rwlock_lets_readers_or_a_writer_in),
	KUNIT_CASE(a_rwlock_can_be_tried),
	KUNIT_CASE(a_waiting_writer_holds_new_readers_off),
	KUNIT_CASE(a_semaphore_lets_so_many_in),
	KUNIT_CASE(a_seqlock_gives_whole_values),
	KUNIT_CASE(a_bit_is_a_lock),
	KUNIT_CASE(a_wake_up_reaches_all_ordinary_waiters),
	KUNIT_CASE(a_wake_up_reaches_one_exclusive_waiter),
	KUNIT_CASE(waiting_has_an_end),
	KUNIT_CASE(completions_count),
	{},
};

struct kunit_suite suite = {
	.name = "locking",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
