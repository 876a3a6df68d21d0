package example

import dev.weft.Weft.{await, result, sleep, start, gather, yieldNow}
import dev.weft.{Async, AsyncCallable, Coroutine}
import java.time.Duration
import java.util.concurrent.CompletableFuture
import scala.jdk.CollectionConverters.*

trait Known {
  def known: Map[String, Int]

  @Async
  def isKnown(name: String): Coroutine[java.lang.Boolean] = {
    await(yieldNow())
    result(known.contains(name))
  }
}

class Prices(val known: Map[String, Int]) extends Known {

  @Async
  def price(of: String): Coroutine[Int] = {
    await(sleep(Duration.ofMillis(1)))
    result(known.getOrElse(of, throw new NoSuchElementException(of)))
  }

  @Async
  def total(all: String*): Coroutine[Int] = {
    var sum = 0
    var i = 0
    while (i < all.length) {
      sum += (try await(price(all(i))) catch { case e: NoSuchElementException => 0 })
      i += 1
    }
    result(sum)
  }

  @Async
  def described(name: String): Coroutine[String] = {
    val text = await(price(name)) match {
      case 0 => "free"
      case n if n > await(price("tea")) => s"dear: ${await(price(name))}"
      case n => s"cheap: $n"
    }
    result(text)
  }

  @Async
  def hot(name: String): CompletableFuture[String] =
    CompletableFuture.completedFuture(name + await(isKnown(name)))

  @Async
  def dearest(all: String*): Coroutine[Int] = {
    val asked = all.map(one => start((() => result(await(price(one)))): AsyncCallable[Int]))
    val prices = await(gather(asked.asJava)).asScala
    result(prices.max)
  }

  /** A lambda of a type of Scala that gives a coroutine. */
  @Async
  def changed(name: String, change: Int => Coroutine[Int]): Coroutine[Int] =
    result(await(change(await(price(name)))))
}

object Prices {
  @Async
  def common(n: Int): Coroutine[Int] = {
    await(yieldNow())
    result(n)
  }
}
