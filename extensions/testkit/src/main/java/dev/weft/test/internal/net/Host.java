package dev.weft.test.internal.net;

import dev.weft.AsyncCallable;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.test.SimHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A simulated host, which lives once or several times. */
final class Host implements SimHost {
    private final Ground ground;
    private final String name;
    private final int number;
    private final InetAddress address;
    private final List<Life> lives = new ArrayList<>();
    private final List<Runnable> waitingForStart = new ArrayList<>();
    private int programs;

    Host(Ground ground, String name, int number) {
        this.ground = ground;
        this.name = name;
        this.number = number;
        try {
            address = InetAddress.getByAddress(name, new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
        lives.add(new Life(this));
    }

    @Override
    public String name() {
        return name;
    }

    int number() {
        return number;
    }

    EventLoop loop() {
        return ground.loop();
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public InetSocketAddress address(int port) {
        return new InetSocketAddress(address, port);
    }

    /** Returns the present life, or the last one. */
    Life life() {
        return lives.get(lives.size() - 1);
    }

    List<Life> lives() {
        return lives;
    }

    @Override
    public boolean isUp() {
        return !life().isOver();
    }

    /** Runs this when the host starts again. */
    void whenUp(Runnable action) {
        if (!isUp()) {
            waitingForStart.add(action);
        }
    }

    @Override
    public <T> Task<T> start(AsyncCallable<T> program) {
        Life life = living(program);
        return life.started(ground.loop().start(life.live(program), nextName()));
    }

    @Override
    public <T> Task<T> background(AsyncCallable<T> program) {
        Life life = living(program);
        return life.started(ground.background(life.live(program), nextName()));
    }

    private Life living(AsyncCallable<?> program) {
        Objects.requireNonNull(program, "program");
        if (!isUp()) {
            throw new IllegalStateException("the host " + name + " has crashed; restart it first");
        }
        return life();
    }

    private String nextName() {
        programs++;
        return programs == 1 ? name : name + " " + programs;
    }

    @Override
    public void restart() {
        if (isUp()) {
            throw new IllegalStateException("the host " + name + " is up");
        }
        ground.note(false, () -> name + " starts again");
        lives.add(new Life(this));
        List<Runnable> all = List.copyOf(waitingForStart);
        waitingForStart.clear();
        all.forEach(Runnable::run);
    }

    @Override
    public String toString() {
        return name;
    }
}
