package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static dev.weft.test.own.Model.follow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncEvent;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import dev.weft.test.own.Model.Line;
import dev.weft.test.own.Model.Wait;

/** All that wait when it is set go on, also if it is cleared before they run; nobody else does. */
class EventTest {
    private final AsyncEvent event = new AsyncEvent();
    private final Line<Boolean> line = new Line<>();
    private boolean isSet;

    private Wait<?> waits(Member me) {
        return isSet ? Model.given(me, null) : line.join(me, true);
    }

    private void set(boolean pulse) {
        event.set();
        line.forAll(wait -> wait.isGiven(null));
        isSet = true;
        if (pulse) {
            clear();
        }
    }

    private void clear() {
        event.clear();
        isSet = false;
    }

    @Async
    private Coroutine<Void> waitThrice(Member me) throws Exception {
        for (int i = 0; i < 3; i++) {
            await(follow(waits(me), true, event.whenSet()));
            await(yieldNow());
        }
        return done();
    }

    @Async
    private Coroutine<Void> setThrice(Sim sim) {
        for (int i = 0; i < 3; i++) {
            await(pause(1));
            set(sim.chance("cleared at once"));
            await(yieldNow());
            clear();
        }
        return done();
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        sim.always("set as it was left", () -> event.isSet() == isSet);
        Crew crew = new Crew(sim);
        crew.start("ann", this::waitThrice);
        crew.start("bob", this::waitThrice);
        crew.start("cal", this::waitThrice);
        crew.start("setter", me -> setThrice(sim));
        crew.mayCancel(3);
        crew.mayCancel(3);
        sim.background(setForEver());
        await(crew.end());
        assertEquals(0, line.size(), "waiting");
        return done();
    }

    /** For those who came late. */
    @Async
    private Coroutine<Void> setForEver() {
        while (true) {
            await(pause(10));
            set(true);
        }
    }

    @Explore(schedules = 5_000)
    void allThatWaitGoOn(Sim sim) {
        await(scenario(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim));
    }
}
