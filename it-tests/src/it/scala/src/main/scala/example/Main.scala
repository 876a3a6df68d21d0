package example

import dev.weft.Weft.{await, result, yieldNow}
import dev.weft.{Coroutine, Entry}

object Main {
  @Entry
  def main(args: Array[String]): Unit = {
    val prices = new Prices(Map("tea" -> 300, "cake" -> 400))
    println("The total is " + await(prices.total("tea", "salt", "cake")))
    println(await(prices.described("cake")) + ", " + await(prices.described("tea")))
    println(await(prices.hot("tea")))
    println("The dearest costs " + await(prices.dearest("tea", "cake")))
    var steps = 0
    val changed = prices.changed("tea", price => { await(yieldNow()); steps += 1; result(price + steps) })
    println("Changed: " + await(changed))
    println("Common: " + await(Prices.common(5)))
  }
}
