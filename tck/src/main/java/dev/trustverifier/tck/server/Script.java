package dev.trustverifier.tck.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was ordered of a server, and how often it came to that. Safe for use by several threads. */
final class Script {
  private final List<Order> orders = new ArrayList<>();

  private static final class Order {
    private final Requests requests;
    private final Misbehaviour misbehaviour;
    private int seen;

    Order(Requests requests, Misbehaviour misbehaviour) {
      this.requests = requests;
      this.misbehaviour = misbehaviour;
    }

    boolean meets(Received request) {
      return requests.match(request) && requests.meet(seen++);
    }
  }

  synchronized void add(Requests requests, Misbehaviour misbehaviour) {
    orders.add(0, new Order(requests, misbehaviour));
  }

  synchronized void clear() {
    orders.clear();
  }

  /** Every order counts its requests; of those that are due, the last one given is followed. */
  synchronized Optional<Misbehaviour> misbehaviour(Received request) {
    List<Order> due = orders.stream().filter(order -> order.meets(request)).toList();
    return due.stream().findFirst().map(order -> order.misbehaviour);
  }
}
