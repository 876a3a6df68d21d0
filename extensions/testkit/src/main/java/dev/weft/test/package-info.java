/**
 * Tests of asynchronous code that give the same result each time: in virtual time, and under many schedules.
 *
 * <p>A test is a {@code void} method that awaits. It runs on a thread and a loop of its own, in a world that a
 * {@link dev.weft.test.Sim} shows. All types here are for that thread, if they do not say otherwise.
 *
 * <h2>Test in virtual time</h2>
 *
 * <p>{@link dev.weft.test.WeftTest @WeftTest} runs a test once. An hour of waiting takes no time. The test fails also
 * if a task is left over, if a failure is seen by nobody, if nothing can go on, or if a permit is not given back:
 *
 * <pre>{@code
 * @WeftTest
 * void inVirtualTime(Sim sim) {
 *     await(threeUsers(new HastyPool(1)));
 *     assertEquals(ofMillis(6), sim.elapsed());
 * }
 * }</pre>
 *
 * <h2>Explore schedules</h2>
 *
 * <p>{@link dev.weft.test.Explore @Explore} runs a test many times: each time something happens in another order, or
 * later. A schedule that fails is shrunk, and printed as a line that {@link dev.weft.test.Explore#replay replays} it:
 *
 * <pre>{@code
 * @Explore
 * void underManySchedules() {
 *     await(threeUsers(new FairPool(1)));
 * }
 * }</pre>
 *
 * <p>What the test itself leaves open is explored, too:
 *
 * <pre>{@code
 * var hasty = start(givesUp(pool, sim.choose("patience", ofMillis(1), ofMillis(2), ofMillis(3))), "hasty");
 * }</pre>
 *
 * <h2>Simulate a network</h2>
 *
 * <p>Code under test uses {@link dev.weft.net.Net} as always. The hosts of a {@link dev.weft.test.SimNetwork} are in
 * one JVM; messages are late or lost, and hosts crash:
 *
 * <pre>{@code
 * @Explore
 * void survivesACrash(Sim sim) {
 *     var network = sim.network();
 *     var host = network.host("till");
 *     var till = new Till();
 *     host.background(till::serve);
 *     var paying = network.host("customer").start(() -> Customer.pay(1, 10));
 *     await(sleep(sim.choose("crash after", ofMillis(1), ofMillis(2), ofMillis(3))));
 *     network.crash(host);
 *     await(sleep(ofSeconds(1)));
 *     host.restart();
 *     host.background(till::serve);
 *     sim.calm();
 *     await(paying);
 *     assertEquals(10, till.sum());
 * }
 * }</pre>
 *
 * <h2>Check a stream</h2>
 *
 * <pre>{@code
 * var beats = sim.probe(beats(2));
 * await(beats.nothingFor(ofSeconds(9)));
 * await(beats.next(1));
 * }</pre>
 *
 * <h2>Without JUnit's annotations</h2>
 *
 * <p>{@link dev.weft.test.Simulation} does the same as a method call, for other frameworks and parameterised tests:
 *
 * <pre>{@code
 * var report = Simulation.explore(Options.defaults(), sim -> threeUsers(new HastyPool(1)));
 * }</pre>
 *
 * <table class="striped">
 * <caption>What may vary</caption>
 * <thead><tr><th scope="col">setting</th><th scope="col">says</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@link dev.weft.test.Order}</th><td>what an exploration may change</td></tr>
 * <tr><th scope="row">{@link dev.weft.test.Strategy}</th><td>how it chooses schedules</td></tr>
 * <tr><th scope="row">{@link dev.weft.test.Blocking}</th><td>how work on other threads runs</td></tr>
 * <tr><th scope="row">{@link dev.weft.test.Foreign}</th><td>what becomes of threads that the simulation does not
 * know</td></tr>
 * </tbody>
 * </table>
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.test;

import org.jspecify.annotations.NullMarked;
