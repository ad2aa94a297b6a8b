package org.osbctl.report;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A list that is made when somebody looks at it: what fills a terminal needs no exchanges. */
final class LazyList<T> extends AbstractList<T> implements RandomAccess {
  private final Supplier<List<T>> maker;
  private @Nullable List<T> made;

  LazyList(Supplier<List<T>> maker) {
    this.maker = maker;
  }

  private synchronized List<T> made() {
    var list = made;
    if (list == null) {
      list = List.copyOf(maker.get());
      made = list;
    }
    return list;
  }

  @Override
  public T get(int index) {
    return made().get(index);
  }

  @Override
  public int size() {
    return made().size();
  }
}
