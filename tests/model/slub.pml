/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * SLUB's exchanges, as a model for Spin: every interleaving of two CPUs and an interrupt on one of them.
 *
 *	CPU 0:  task  <--interrupted at any step--  interrupt         CPU 1:  task
 *	           each allocates, frees (its own objects and the other's), and flushes what its CPU holds
 *
 * What is modelled is what mm/slub does without a common lock, a step for each access to memory:
 *
 *	cfree, tid       kmem_cache_cpu.freelist and tid. LDXP ... STXP (this_cpu_list_pop, this_cpu_list_push), which an interrupt
 *	                 in between makes fail, and compare-and-exchange of the pair (free_chain). Taking an object leaves the
 *	                 number: it comes back only by being freed, which counts
 *	sfree, inuse,    slab.freelist and counters. Freeing tries LDXP ... STXP once (counted_list_push), which a write by the other
 *	frozen           CPU or an interrupt in between makes fail; all else, and what that leaves alone, reads them one after the
 *	                 other, and compares and exchanges them as 128 bits
 *	onlist           the node's partial list, under list_lock. (Per-CPU partial lists are left out: a full slab that gets a free
 *	                 object goes to the node's list at once, as it does when cpu_partial is 0.)
 *
 * There are two slabs of two objects, and empty ones are discarded as soon as they are on the list (min_partial 0), so that slabs
 * come and go. The promises, checked in every state that can be reached:
 *
 *	- an object is handed out only if nobody has it, and only of a slab that exists
 *	- a slab is discarded only when nobody has one of its objects and no CPU allocates from it (one may just be letting go of it)
 *	- at the end no object is lost: for each slab, in use + on its CPU's list + on its own list make two, and the counters say so
 *	- at the end no slab is empty but one that a CPU allocates from: who freed its last object has discarded it
 *
 * Broken variants, which must be found wrong (tests/model/run): NO_MONITOR, where STXP succeeds although an interrupt came;
 * NO_SLAB_MONITOR, where it does so on a slab's pair, whoever wrote that; NO_CLREX, where an exception's return leaves the monitor
 * as it was; NO_LAST, where the step frees a slab's last object, too; NO_TID, where the pair is compared without its number;
 * NO_COUNTERS, where the slab's freelist is compared without them.
 */

#ifndef TASK_OPS
#define TASK_OPS 2
#endif
#ifndef IRQ_OPS
#define IRQ_OPS 1
#endif

#define OWN_PAIR 3

#define slab_of(o) (((o) + 1) / 2)
#define first_of(s) (2 * (s) - 1)

byte next[5];	/* link in objects 1 ... 4; 1 and 2 are slab 1's */
bit used[5];	/* has a user */

bit exists[3];	/* slabs 1 and 2 */
byte sfree[3];
byte inuse[3];
bit frozen[3];
bit onlist[3];
bit list_lock;

byte cfree[2];	/* per CPU */
byte tid[2];
byte cslab[2];
byte monitor[2]; /* what the CPU's LDXP has marked: 0, slab 1 or 2, OWN_PAIR */
bit irqs_off[2];
bit in_irq;	/* on CPU 0 */
byte done;

/* ---- the CPU's pair ---- */

inline ldxp(c)
{
	atomic {
		first = cfree[c];
		number = tid[c];
		monitor[c] = OWN_PAIR
	}
}

/* May fail for no reason at all. */
inline stxp(c, value, new_number)
{
	atomic {
		if
		:: monitor[c] == OWN_PAIR -> cfree[c] = value; tid[c] = new_number; ok = 1
		:: ok = 0
#ifdef NO_MONITOR
		:: monitor[c] != OWN_PAIR -> cfree[c] = value; tid[c] = new_number; ok = 1
#endif
		fi;
		monitor[c] = 0
	}
}

#ifdef NO_TID
#define same_number(c) true
#else
#define same_number(c) (tid[c] == number)
#endif

inline cmpxchg_pair(c, value)
{
	atomic {
		ok = (cfree[c] == first && same_number(c));
		if
		:: ok -> cfree[c] = value; tid[c] = tid[c] + 1
		:: else
		fi
	}
}

/* ---- the slab's pair ---- */

inline read_state(s)
{
	old_free = sfree[s];
	atomic {
		old_inuse = inuse[s];
		old_frozen = frozen[s]
	}
}

#ifdef NO_COUNTERS
#define same_counters(s) true
#else
#define same_counters(s) (inuse[s] == old_inuse && frozen[s] == old_frozen)
#endif

/* The other CPU loses its mark on it. This CPU's own need not: an interrupt's writes are noticed by its return. */
inline write_state(c, s, new_free, new_inuse, new_frozen)
{
	sfree[s] = new_free;
	inuse[s] = new_inuse;
	frozen[s] = new_frozen;
	monitor[1 - c] = (monitor[1 - c] == s -> 0 : monitor[1 - c])
}

inline update_state(c, s, new_free, new_inuse, new_frozen)
{
	atomic {
		ok = (sfree[s] == old_free && same_counters(s));
		if
		:: ok -> write_state(c, s, new_free, new_inuse, new_frozen)
		:: else
		fi
	}
}

#ifdef NO_SLAB_MONITOR
#define still_marked(c, s) true
#else
#define still_marked(c, s) (monitor[c] == s)
#endif
#ifdef NO_LAST
#define becomes_empty false
#else
#define becomes_empty (old_inuse == 1)
#endif

/* push_to_slab(): the object in front of the slab's list, in one step or, for whatever reason, not at all. */
inline push_to_slab(c, s)
{
	atomic {
		old_free = sfree[s];
		old_inuse = inuse[s];
		old_frozen = frozen[s];
		monitor[c] = s
	}
	if
	:: becomes_empty || (old_frozen && cslab[c] == s) -> ok = 0
	:: else ->
	   next[object] = old_free;
	   atomic {
		if
		:: still_marked(c, s) -> write_state(c, s, object, old_inuse - 1, old_frozen); ok = 1
		:: ok = 0
		fi;
		monitor[c] = 0
	   }
	fi
}

/*
 * ---- locks ----
 * Taken with interrupts off: the interrupt waits for both. What happens between taking and dropping the local lock touches only what
 * is this CPU's, and its interrupts are off: nobody can see its steps, so they are one.
 */

inline lock_list(c)
{
	atomic {
		!list_lock -> list_lock = 1;
		saved_too = irqs_off[c];
		irqs_off[c] = 1
	}
}

#define unlock_list(c)                                                                             \
	list_lock = 0;                                                                             \
	irqs_off[c] = saved_too

inline discard(s)
{
	atomic {
		assert(exists[s] && !onlist[s]);
		assert(!used[first_of(s)] && !used[first_of(s) + 1]);
		/* A CPU that has just found it used up, and let go of it, is about to forget it. */
		assert(!frozen[s]);
		assert(cslab[0] != s || irqs_off[0]);
		assert(cslab[1] != s || irqs_off[1]);
		exists[s] = 0;
		sfree[s] = 0
	}
}

/* put_partials(): an empty slab is not kept. */
inline put_partial(c, s)
{
	lock_list(c);
	atomic {
		drop = (inuse[s] == 0);
		if
		:: !drop -> onlist[s] = 1
		:: else
		fi;
		unlock_list(c)
	}
	if
	:: drop -> discard(s)
	:: else
	fi
}

/* ---- allocation ---- */

/* All of the slab's free objects, in `list`. */
inline take_freelist(c, s)
{
	do
	:: read_state(s);
	   atomic {
		update_state(c, s, 0, 2, old_free != 0);
		if
		:: ok -> list = old_free; break
		:: else
		fi
	   }
	od
}

inline deactivate_slab(c, s, objects)
{
	atomic {
		last = objects;
		left = 0;
		if
		:: last != 0 ->
		   left = 1;
		   if
		   :: next[last] != 0 -> last = next[last]; left = 2; assert(next[last] == 0)
		   :: else
		   fi
		:: else
		fi
	}
	do
	:: read_state(s);
	   if
	   :: last != 0 -> next[last] = old_free
	   :: else
	   fi;
	   atomic {
		if
		:: last != 0 -> update_state(c, s, objects, old_inuse - left, 0)
		:: else -> update_state(c, s, old_free, old_inuse, 0)
		fi;
		if
		:: ok -> break
		:: else
		fi
	   }
	od;
	if
	:: old_inuse == left -> discard(s)
	:: old_inuse != left && (objects != 0 || old_free != 0) -> put_partial(c, s)
	:: else /* full */
	fi
}

/* A slab that is nobody else's becomes the CPU's; one that an interrupt has installed meanwhile gives way. */
inline install_slab(c, s)
{
	do
	:: atomic {
		cslab[c] == 0 ->
		cslab[c] = s;
		cfree[c] = next[list];
		tid[c] = tid[c] + 1;
		object = list;
		break
	   }
	:: atomic {
		cslab[c] != 0 ->
		other = cslab[c];
		other_list = cfree[c];
		cslab[c] = 0;
		cfree[c] = 0;
		tid[c] = tid[c] + 1
	   }
	   deactivate_slab(c, other, other_list)
	od
}

/* object: 0 when nothing is to be had from the CPU. */
inline alloc_from_cpu(c)
{
	do
	:: atomic {
		cslab[c] == 0 -> break
	   }
	:: atomic {
		cslab[c] != 0 ->
		saved = irqs_off[c];
		irqs_off[c] = 1;
		list = cfree[c]
	   }
	   if
	   :: list == 0 -> take_freelist(c, cslab[c])
	   :: else
	   fi;
	   atomic {
		irqs_off[c] = saved;
		tid[c] = tid[c] + 1;
		if
		:: list != 0 ->
		   cfree[c] = next[list];
		   object = list;
		   break
		:: else -> cslab[c] = 0
		fi
	   }
	od
}

inline alloc_from_node(c)
{
	lock_list(c);
	atomic {
		slab = (onlist[1] -> 1 : (onlist[2] -> 2 : 0));
		onlist[slab] = 0;
		unlock_list(c)
	}
	if
	:: slab != 0 ->
	   take_freelist(c, slab);
	   assert(list != 0);
	   install_slab(c, slab)
	:: else
	fi
}

inline alloc_from_new_slab(c)
{
	atomic {
		slab = (!exists[1] -> 1 : (!exists[2] -> 2 : 0));
		if
		:: slab != 0 ->
		   exists[slab] = 1;
		   next[first_of(slab)] = first_of(slab) + 1;
		   next[first_of(slab) + 1] = 0;
		   write_state(c, slab, 0, 2, 1);
		   list = first_of(slab)
		:: else
		fi
	}
	if
	:: slab != 0 -> install_slab(c, slab)
	:: else /* no memory */
	fi
}

inline alloc(c)
{
	object = 0;
	ldxp(c);
	if
	:: first != 0 ->
	   link = next[first];
	   atomic {
		stxp(c, link, number);
		if
		:: ok -> object = first
		:: else
		fi
	   }
	:: else
	fi;
	if
	:: object == 0 -> alloc_from_cpu(c)
	:: else
	fi;
	if
	:: object == 0 -> alloc_from_node(c)
	:: else
	fi;
	if
	:: object == 0 -> alloc_from_new_slab(c)
	:: else
	fi;
	if
	:: object != 0 ->
	   atomic {
		assert(exists[slab_of(object)]);
		assert(!used[object]);
		used[object] = 1
	   }
	:: else
	fi
}

/* ---- freeing ---- */

/* free_to_slab(), and what __slab_free() does of it. */
inline slab_free(c)
{
	do
	:: read_state(slab);
	   if
	   :: old_inuse == 1 && old_free != 0 && !old_frozen ->
	      /* It becomes empty, and a list may hold it: the lock first. */
	      lock_list(c);
	      read_state(slab);
	      next[object] = old_free;
	      atomic {
		ok = (old_inuse == 1 && old_free != 0 && !old_frozen);
		if
		:: ok -> update_state(c, slab, object, 0, 0)
		:: else
		fi;
		drop = (ok && onlist[slab])
	      }
	      atomic {
		if
		:: drop -> onlist[slab] = 0
		:: else
		fi;
		unlock_list(c)
	      }
	      if
	      :: drop -> discard(slab); break
	      :: !drop && ok -> break
	      :: else
	      fi
	   :: else ->
	      next[object] = old_free;
	      update_state(c, slab, object, old_inuse - 1, old_frozen);
	      if
	      :: ok && !old_frozen && old_free == 0 -> put_partial(c, slab); break
	      :: ok && (old_frozen || old_free != 0) -> break
	      :: else
	      fi
	   fi
	od
}

/* free_chain(): the pair read plainly, and exchanged if it is still the same. */
inline free_again(c)
{
	slab = slab_of(object);
	do
	:: first = cfree[c];
	   number = tid[c];
	   if
	   :: cslab[c] != slab -> slab_free(c); break
	   :: else
	   fi;
	   next[object] = first;
	   cmpxchg_pair(c, object);
	   if
	   :: ok -> break
	   :: else
	   fi
	od
}

/* __slab_free(): the step; or, when it was not done, once more by the way that the slab's CPU wants. */
inline __slab_free(c)
{
	slab = slab_of(object);
	push_to_slab(c, slab);
	if
	:: ok && !old_frozen && old_free == 0 -> put_partial(c, slab)
	:: ok && (old_frozen || old_free != 0)
	:: else ->
	   if
	   :: cslab[c] == slab -> free_again(c)
	   :: else -> slab_free(c)
	   fi
	fi
}

inline free(c)
{
	ldxp(c);
	if
	:: cslab[c] != slab_of(object) -> __slab_free(c)
	:: else ->
	   next[object] = first;
	   stxp(c, object, number + 1);
	   if
	   :: !ok -> free_again(c)
	   :: else
	   fi
	fi
}

inline flush(c)
{
	atomic {
		other = cslab[c];
		other_list = cfree[c];
		cslab[c] = 0;
		cfree[c] = 0;
		tid[c] = tid[c] + 1
	}
	if
	:: other != 0 -> deactivate_slab(c, other, other_list)
	:: else
	fi
}

/* Any object that somebody has: its user gives it up, and this CPU frees it. */
inline pick_used()
{
	atomic {
		if
		:: used[1] -> object = 1
		:: used[2] -> object = 2
		:: used[3] -> object = 3
		:: used[4] -> object = 4
		:: object = 0
		fi;
		if
		:: object != 0 -> used[object] = 0
		:: else
		fi
	}
}

inline operation(c)
{
	if
	:: alloc(c)
	:: pick_used();
	   if
	   :: object != 0 -> free(c)
	   :: else
	   fi
	:: flush(c)
	fi;
	/* Forget what no longer matters: fewer states. */
	atomic {
		first = 0; number = 0; link = 0; object = 0; slab = 0; list = 0; ok = 0; saved = 0; saved_too = 0;
		old_free = 0; old_inuse = 0; old_frozen = 0; last = 0; left = 0; other = 0; other_list = 0; drop = 0
	}
}

#define LOCALS                                                                                     \
	byte first, number, link, object, slab, list, old_free, old_inuse, last, left, other,      \
		other_list, n;                                                                     \
	bit ok, old_frozen, saved, saved_too, drop

/* Process 0 runs on CPU 0 and stands still while the interrupt runs; process 1 on CPU 1. */
active proctype task0() provided (!in_irq)
{
	LOCALS;

	do
	:: n < TASK_OPS -> operation(0); n++
	:: n == TASK_OPS -> break
	od;
	done++
}

active proctype task1()
{
	LOCALS;

	do
	:: n < TASK_OPS -> operation(1); n++
	:: n == TASK_OPS -> break
	od;
	done++
}

active proctype interrupt()
{
	LOCALS;

	do
	:: n < IRQ_OPS ->
	   atomic {
		!irqs_off[0] -> in_irq = 1
	   }
	   operation(0);
	   n++;
	   /* Returning from an exception clears the monitor. */
	   atomic {
#ifndef NO_CLREX
		monitor[0] = 0;
#endif
		in_irq = 0
	   }
	:: true -> break	/* or it comes less often */
	od;
	done++
}

#define on_list_of(o, head) ((head) == (o) || ((head) != 0 && next[head] == (o)))

inline check_object(o)
{
	free_of_cpu = (on_list_of(o, cfree[0]) && cslab[0] == slab_of(o)) +
		      (on_list_of(o, cfree[1]) && cslab[1] == slab_of(o));
	free_of_slab = on_list_of(o, sfree[slab_of(o)]);
	assert(used[o] + free_of_cpu + free_of_slab == 1);
	counted = counted + free_of_slab
}

inline check_slab(s)
{
	if
	:: exists[s] ->
	   counted = 0;
	   check_object(first_of(s));
	   check_object(first_of(s) + 1);
	   assert(inuse[s] + counted == 2);
	   assert(frozen[s] == (cslab[0] == s || cslab[1] == s));
	   assert(onlist[s] == (!frozen[s] && sfree[s] != 0));
	   assert(inuse[s] != 0 || frozen[s])
	:: else ->
	   assert(!onlist[s] && cslab[0] != s && cslab[1] != s)
	fi
}

active proctype judge()
{
	byte free_of_cpu, free_of_slab, counted;

	atomic {
		done == 3;
		check_slab(1);
		check_slab(2)
	}
}
