package example.second;

import static dev.weft.Weft.await;

import dev.weft.Entry;
import example.First;

public class Second {

    @Entry
    public static void main(String[] args) {
        System.out.println("The number is " + await(First.next(await(First.next(40)))));
    }
}
