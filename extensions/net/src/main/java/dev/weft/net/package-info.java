/**
 * Networks, processes and files for tasks: streams of bytes that are read and written without holding a thread.
 *
 * <p>Two promises hold for all of them. A read that was cancelled has consumed nothing. A write that was cancelled has torn
 * nothing: it has sent nothing, or what is left of it is sent in the background. So every wait may be given a time limit by
 * {@link dev.weft.Weft#withTimeout}; no method here takes one.
 *
 * <p>Whose they are, for all types that do not say otherwise: an object belongs to the loop that was running when it
 * was made. Its methods are called by tasks of that loop; elsewhere they throw {@link java.lang.IllegalStateException}.
 * Only {@link dev.weft.net.ByteStream#abort abort}, the addresses of sockets, and what says so may be called from
 * anywhere. Who opens something closes it, best by try-with-resources in woven code. What is open when its loop ends is
 * closed, and reported to {@link dev.weft.EventLoop#onUncaught}. Nothing is read from a stream, and nothing begun,
 * before a {@link dev.weft.Coroutine} is awaited.
 *
 * <h2>Serve</h2>
 *
 * <p>{@link dev.weft.net.Net} opens sockets. A {@link dev.weft.net.Listener} runs a task for each connection:
 *
 * <pre>{@code
 * @Entry
 * public static void main(String[] args) throws IOException {
 *     try (var listener = await(Net.listen(new InetSocketAddress("127.0.0.1", 7000)))) {
 *         await(listener.serve(Echo::handle));
 *     }
 * }
 *
 * @Async
 * static Coroutine<Void> handle(SocketStream peer) throws IOException {
 *     var buffer = ByteBuffer.allocateDirect(4096);
 *     while (await(peer.read(buffer))) {
 *         await(peer.write(buffer.flip()));
 *         buffer.clear();
 *     }
 *     return done();
 * }
 * }</pre>
 *
 * <h2>Connect</h2>
 *
 * <p>A {@link dev.weft.net.ByteReader} reads whole things. The client listens while it speaks, so that neither side
 * waits for the other:
 *
 * <pre>{@code
 * try (var stream = await(Net.connect(server));
 *         var group = TaskGroup.open()) {
 *     var heard = group.start(new ByteReader(stream).all(MOST));
 *     await(stream.write(UTF_8.encode(text)));
 *     await(stream.end());
 *     return result(new String(await(heard), UTF_8));
 * }
 * }</pre>
 *
 * <h2>Limit the time</h2>
 *
 * <pre>{@code
 * try {
 *     return result(await(withTimeout(limit, lines.line(1000))));
 * } catch (TimeoutException e) {
 *     return result(null); // what has come is still there for the next call
 * }
 * }</pre>
 *
 * <h2>Encrypt</h2>
 *
 * <pre>{@code
 * var socket = await(Net.connect("example.org", 443));
 * try (var stream = await(Tls.client(socket, SSLContext.getDefault(), "example.org"))) { // it owns the socket now
 *     await(stream.write(request));
 *     return result(await(new ByteReader(stream).all(1_000_000)));
 * }
 * }</pre>
 *
 * <h2>Run processes, read files, receive signals</h2>
 *
 * <pre>{@code
 * var sort = await(Subprocess.run(new ProcessBuilder("sort"), UTF_8.encode(words), 1_000_000));
 * }</pre>
 *
 * <pre>{@code
 * try (var file = await(AsyncFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
 *     await(file.write(UTF_8.encode(text)));
 * }
 * try (var reader = new ByteReader(await(AsyncFile.open(path)))) {
 *     return result(new String(await(reader.all(1_000_000)), UTF_8));
 * }
 * }</pre>
 *
 * <pre>{@code
 * try (var signals = Signals.of(signal);
 *         var group = TaskGroup.open()) {
 *     var serving = group.start(listener.serve(Echo::handle));
 *     await(signals.next());
 *     await(listener.stop(Duration.ofSeconds(30)));
 *     await(serving);
 * }
 * }</pre>
 *
 * <h2>Use several cores</h2>
 *
 * <pre>{@code
 * try (var loops = LoopGroup.create(2)) {
 *     var serving = loops.next().start(loops.serve(address, ListenOptions.defaults(), Echo::handle));
 *     …
 * }
 * }</pre>
 *
 * <table class="striped">
 * <caption>What a cancelled call has done</caption>
 * <thead><tr><th scope="col">call</th><th scope="col">after a cancellation</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">{@link dev.weft.net.ByteSource#read read}, {@link dev.weft.net.ByteSource#readable readable}, all
 * of {@link dev.weft.net.ByteReader}</th><td>nothing was consumed</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.ByteSink#write(java.nio.ByteBuffer) write}</th><td>nothing was sent, or the
 * rest is sent in the background; if that is more than 1 MiB, the stream is aborted</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.Net#connect(java.lang.String, int) connect},
 * {@link dev.weft.net.Net#listen(java.net.SocketAddress) listen}</th><td>no socket is left open</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.Listener#accept accept}, {@link dev.weft.net.Datagrams#receive receive},
 * {@link dev.weft.net.Signals#next next}</th><td>no connection, datagram or signal is lost</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.Datagrams#send(java.nio.ByteBuffer) send} of a datagram</th><td>it was not
 * sent</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.SocketStream#send send} of a file</th><td>a part was sent; the error says how
 * much</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.Tls}</th><td>the stream below is aborted</td></tr>
 * <tr><th scope="row">{@link dev.weft.net.Subprocess#run run} of a process</th><td>it is killed</td></tr>
 * <tr><th scope="row">{@code closeAsync}</th><td>it is closed in any case: a stream is aborted, a process killed, a
 * file closed behind what was begun</td></tr>
 * </tbody>
 * </table>
 *
 * @since 0.1
 */
@NullMarked
package dev.weft.net;

import org.jspecify.annotations.NullMarked;
