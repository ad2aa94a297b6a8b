/** The least a JVM can do: what osbctl takes longer than this is its own doing. */
final class Hello {
  public static void main(String[] args) {
    System.out.println("hello");
  }
}
