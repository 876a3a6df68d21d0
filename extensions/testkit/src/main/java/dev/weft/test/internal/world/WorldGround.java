package dev.weft.test.internal.world;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.net.Ground;
import java.util.function.Supplier;

/** The world of a run as its network sees it. */
final class WorldGround implements Ground {
    private final World world;

    WorldGround(World world) {
        this.world = world;
    }

    @Override
    public EventLoop loop() {
        return world.loop;
    }

    @Override
    public long nanoTime() {
        return world.clock.nanoTime();
    }

    @Override
    public int choose(int options, Guide.Ids odds) {
        return world.choices.choose(Kind.NETWORK, options, odds);
    }

    @Override
    public void note(boolean deviates, Supplier<String> what) {
        if (deviates) {
            world.journal.deviates(() -> "");
        }
        world.journal.note(what, world.clock.nanoTime());
    }

    @Override
    public <T> Task<T> background(Coroutine<T> coroutine, String name) {
        return world.inBackground(world.loop.start(coroutine, name));
    }
}
