package dev.weft.test;

import java.time.Duration;

/**
 * A network in one JVM: hosts with names, and what can go wrong between them. {@link Sim#network()} gives it. Code under test
 * uses {@link dev.weft.net.Net} as always; the tasks of a {@link SimHost} are that host's, with all that they start. Tasks of no
 * host, such as the test's own, are those of the host {@code test}. The network of the operating system is never touched.
 *
 * <p>What the network does is left to the schedule: how long a message takes, whether it is lost, how many bytes a read is
 * given, how many a write can pass on. It is recorded, explored and shrunk as other choices are. In {@link WeftTest}, and in
 * the first schedule, each message takes the least time, none is lost, and reads and writes take what there is.
 *
 * <p>A connection loses nothing and keeps the order, as TCP does: what is lost is sent again, 200 ms of virtual time later at
 * the earliest. If nothing gets through for a quarter of an hour, the sender's side fails. Datagrams are lost, and overtake
 * each other. Within one host nothing is lost, and nothing takes time.
 *
 * <p>There are no Unix sockets, and no IPv6. All methods are for the test's thread. None waits. A host of another run,
 * the same host twice where two are wanted, or a value out of its range is an {@link IllegalArgumentException}.
 *
 * @since 0.1
 */
public interface SimNetwork {
    /**
     * {@return the host of a name, which is made when it is first asked for} It has an address of its own; the name
     * resolves to it.
     *
     * @param name the name, as code under test knows it
     */
    SimHost host(String name);

    /**
     * Sets how long a message takes from one host to another. Initially that is 1 to 5 ms. Each message takes the least,
     * the most, or what lies in the middle.
     *
     * @param min the least, not negative
     * @param max the most, not less than that
     */
    void latency(Duration min, Duration max);

    /**
     * Sets how many messages between hosts are lost. A share between 0 and 1 is a choice of the schedule, and the probability
     * where that is drawn at random. Initially none is lost.
     *
     * @param share 0 for none, 1 for all
     */
    void drop(double share);

    /**
     * Sets how many datagrams between hosts arrive twice, as {@link #drop} does for losses. Initially none does.
     *
     * @param share 0 for none, 1 for all
     */
    void duplicate(double share);

    /**
     * Cuts two hosts off from each other. What arrives meanwhile is lost: datagrams for ever; of connections it is sent again
     * when they are repaired. Does nothing if they are cut off already.
     *
     * @param a a host
     * @param b another host
     */
    void partition(SimHost a, SimHost b);

    /**
     * Ends a {@link #partition}.
     *
     * @param a a host
     * @param b the other host
     */
    void repair(SimHost a, SimHost b);

    /**
     * Holds all messages between two hosts, in both directions, until {@link #release}. None is lost.
     *
     * @param a a host
     * @param b another host
     */
    void hold(SimHost a, SimHost b);

    /**
     * Ends a {@link #hold}: what was held arrives, in its order.
     *
     * @param a a host
     * @param b the other host
     */
    void release(SimHost a, SimHost b);

    /**
     * Lets a host crash. Its listeners and sockets are gone at once, and its tasks are cancelled; a network call of one that goes on
     * throws a {@link dev.weft.CancelledError}. Failures of these tasks do not count. Objects that a program has shared with the test
     * stay, as a disk does. The schedule decides what the peers of its connections learn: a reset, as if the process was
     * killed, which is the first choice; or nothing, as if the power was cut. Does nothing if the host is down.
     *
     * @param host the host, not the test's own
     */
    void crash(SimHost host);
}
