/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Queued spinlocks (kernel/locking/qspinlock.cpp), as a model for Spin: every interleaving of three CPUs that take and let go of one
 * lock. Each access to memory is a step; the lock's word is read and exchanged whole, its fields are written alone. One step
 * after another is all that Spin knows: what the barriers are for it cannot show.
 *
 * The promises:
 *
 *	- one holder at a time
 *	- who joined the queue first gets the lock first
 *	- nobody waits for ever: an end where a CPU still waits is an error ("invalid end state")
 *	- at the end the word is 0
 *
 * Broken variants, which must be found wrong (tests/model/run): NO_UNDO, a pending bit set in vain stays; NO_NEXT, who lets its
 * successor be first does not wait until it is known; PLAIN_TAIL, the last of the queue stores where it should compare and
 * exchange; NO_PENDING, the first of the queue looks at locked only.
 */

#define CPUS 3
#ifndef ROUNDS
#define ROUNDS 2
#endif

bit locked, pending;
byte tail;		/* 0: nobody, or the number of a CPU, 1 ... CPUS */
byte next[CPUS + 1];
bit first[CPUS + 1];

byte holders, joined, served, done;

/* The step that makes the caller the holder. */
inline becomes_holder()
{
	holders++;
	assert(holders == 1)
}

inline trylock()
{
	atomic {
		if
		:: !locked && !pending && !tail -> locked = 1; becomes_holder(); got = 1
		:: else -> got = 0
		fi
	}
}

proctype cpu(byte me)
{
	byte round, last, after, place;
	bit was_locked, was_pending, got;

	do
	:: round == ROUNDS -> break
	:: round < ROUNDS ->
		round++;
		last = 0; after = 0; place = 0;

		/* arch_spin_lock() */
		atomic {
			was_locked = locked; was_pending = pending; last = tail;
			if
			:: !locked && !pending && !tail -> locked = 1; becomes_holder(); got = 1
			:: else -> got = 0
			fi
		}
		if
		:: got -> goto holds
		:: else
		fi;

		/* wait_as_pending() */
		if
		:: was_pending && !was_locked && !last ->
			atomic { was_locked = locked; was_pending = pending; last = tail }
		:: else
		fi;
		if
		:: was_pending || last -> goto queue
		:: else
		fi;
		atomic { was_locked = locked; was_pending = pending; last = tail; pending = 1 };
		if
		:: was_pending || last ->
#ifndef NO_UNDO
			if
			:: !was_pending -> pending = 0
			:: else
			fi;
#endif
			goto queue
		:: else
		fi;
		if
		:: was_locked -> locked == 0
		:: else
		fi;
		atomic { pending = 0; locked = 1; becomes_holder() };
		goto holds;

queue:		first[me] = 0;
		next[me] = 0;
		trylock();
		if
		:: got -> goto holds
		:: else
		fi;
		atomic { last = tail; tail = me; place = joined; joined++ };
		if
		:: last ->
			next[last] = me;
			first[me] == 1;
			after = next[me]
		:: else
		fi;
#ifdef NO_PENDING
		atomic { !locked -> last = tail };
#else
		atomic { !locked && !pending -> last = tail };
#endif
		if
		:: last == me ->
#ifdef PLAIN_TAIL
			atomic { tail = 0; locked = 1; becomes_holder(); got = 1 };
#else
			atomic {
				if
				:: !locked && !pending && tail == me ->
					tail = 0; locked = 1; becomes_holder(); got = 1
				:: else -> got = 0
				fi
			};
#endif
			if
			:: got -> atomic { assert(place == served); served++ }; goto holds
			:: else
			fi
		:: else
		fi;
		atomic { locked = 1; becomes_holder(); assert(place == served); served++ };
#ifdef NO_NEXT
		after = next[me];
#else
		if
		:: !after -> atomic { next[me] -> after = next[me] }
		:: else
		fi;
#endif
		first[after] = 1;

holds:		atomic { holders--; locked = 0 }	/* arch_spin_unlock() */
	od;
	done++
}

init {
	atomic { run cpu(1); run cpu(2); run cpu(3) };
	done == CPUS;
	assert(!locked && !pending && !tail && !holders)
}
