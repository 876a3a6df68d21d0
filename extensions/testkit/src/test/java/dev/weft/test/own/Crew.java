package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.test.Sim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a scenario, and who is cancelled when.
 *
 * <p>What holds for each of them, whatever it does: it ends; its {@code finally} runs once; it is CANCELLED exactly if it
 * was cancelled before its last await.
 */
final class Crew {
    private final Sim sim;
    private final List<Member> members = new ArrayList<>();
    private final List<Task<Void>> tasks = new ArrayList<>();
    private @Nullable AssertionError broken;

    Crew(Sim sim) {
        this.sim = sim;
        // A task that fails may leave others waiting: without this the failure would be called a deadlock.
        sim.always("each task finds what it expects", () -> {
            if (broken != null) {
                throw broken;
            }
            return true;
        });
    }

    /** What a member does. It must let its cancellation through. */
    interface Work {
        Coroutine<Void> by(Member me) throws Exception;
    }

    /** A task of the scenario. */
    static final class Member {
        final String name;

        /** The wait that the model knows of. */
        Model.@Nullable Wait<?> waits;

        /** Whether a request to cancel has not come out yet. */
        boolean isAsked;

        /** Called when it is cancelled. */
        Runnable onCancel = () -> {};

        private BooleanSupplier mayLoseIt = () -> false;
        private @Nullable Task<Void> task;
        private boolean mustBeCancelled;
        private boolean pastLastAwait;
        private int cancellations;
        private int ends;

        Member(String name) {
            this.name = name;
        }

        void cancel() {
            if (task == null || !task.cancel(name + " is cancelled")) {
                return;
            }
            isAsked = true;
            onCancel.run();
            mustBeCancelled |= !pastLastAwait;
            if (waits != null) {
                waits.isCancelled();
            }
        }

        boolean hasEnded() {
            return ends > 0;
        }

        private void check() {
            Task<Void> ended = Model.known(task);
            if (ended.status() == Task.Status.FAILED) {
                throw new AssertionError(name + " has failed: " + ended.exceptionNow(), ended.exceptionNow());
            }
            if (mayLoseIt.getAsBoolean() && cancellations == 0) {
                mustBeCancelled = false;
            }
            assertEquals(mustBeCancelled ? Task.Status.CANCELLED : Task.Status.SUCCEEDED, ended.status(), name);
            assertEquals(mustBeCancelled ? 1 : 0, cancellations, name);
            assertEquals(1, ends, name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    Member start(String name, Work work) {
        Member member = new Member(name);
        Task<Void> task = Weft.start(() -> life(member, work), name);
        task.onDone(ended -> {}); // nobody's failure is reported; the crew looks at each end itself
        member.task = task;
        members.add(member);
        tasks.add(task);
        return member;
    }

    @Async
    private Coroutine<Void> life(Member me, Work work) throws Exception {
        try {
            await(work.by(me));
            await(yieldNow()); // a request that has come before is delivered here, at the latest
            me.pastLastAwait = true;
        } catch (CancelledError cancelled) {
            me.cancellations++;
            me.isAsked = false;
            throw cancelled;
        } catch (Exception | AssertionError unexpected) {
            broken = unexpected instanceof AssertionError error
                    ? error
                    : new AssertionError(me + " fails: " + unexpected, unexpected);
            throw unexpected;
        } finally {
            me.ends++;
        }
        return done();
    }

    /** Lets the schedule choose a member that is cancelled, if any, and when. */
    void mayCancel(int withinMillis) {
        List<Object> whom = new ArrayList<>();
        whom.add("nobody");
        whom.addAll(members);
        if (sim.choose("cancelled", whom) instanceof Member member) {
            List<Integer> times = new ArrayList<>();
            for (int millis = 0; millis <= withinMillis; millis++) {
                times.add(millis);
            }
            tasks.add(Weft.start(cancelAfter(sim.choose("after ms", times), member), "end of " + member));
        }
    }

    @Async
    private static Coroutine<Void> cancelAfter(int millis, Member member) {
        await(millis == 0 ? yieldNow() : pause(millis));
        member.cancel();
        return done();
    }

    static Coroutine<Void> pause(int millis) {
        return sleep(Duration.ofMillis(millis));
    }

    /** Says in which case it is right that a member ends as if it had not been cancelled. */
    void toleratesLoss(Member member, BooleanSupplier when) {
        member.mayLoseIt = when;
    }

    /** Returns whether this member was cancelled before its last await. */
    boolean isCancelled(String name) {
        return members.stream().anyMatch(member -> member.name.equals(name) && member.mustBeCancelled);
    }

    boolean hasEnded() {
        return members.stream().allMatch(Member::hasEnded);
    }

    /** Waits for the end of all, and checks them. */
    @Async
    Coroutine<Void> end() {
        await(waitAll(tasks));
        members.forEach(Member::check);
        return done();
    }
}
