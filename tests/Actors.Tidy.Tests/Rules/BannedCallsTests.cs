namespace Actors.Tidy.Tests.Rules;

public class BannedCallsTests
{
    [Theory]
    [InlineData("var a = DateTime.Now;", "DateTime.Now")]
    [InlineData("var a = System.DateTimeOffset.UtcNow;", "DateTime.Now")]
    [InlineData("Thread.Sleep(1);", "Thread.Sleep")]
    [InlineData("await Task.Delay(10);", "Task.Delay")]
    [InlineData("await Task.Delay(timeout, token);", "Task.Delay")]
    [InlineData("var a = Read().Result;", "Task.Result")]
    [InlineData("var a = readTask.Result;", "Task.Result")]
    [InlineData("Task<int> b = Read(); var a = b.Result;", "Task.Result")]
    [InlineData("Read().Wait();", "Task.Wait")]
    [InlineData("Read().GetAwaiter().GetResult();", "GetResult")]
    [InlineData("var a = Random.Shared.Next();", "Random.Shared")]
    [InlineData("var a = new Random(1);", "new-Random")]
    [InlineData("Random a = new(1);", "new-Random")]
    [InlineData("var a = new PeriodicTimer(period);", "new-PeriodicTimer")]
    [InlineData("var a = new CancellationTokenSource(timeout);", "new-CancellationTokenSource")]
    public void It_finds(string statement, string rule) => Assert.Equal(rule, Assert.Single(Check("src/A.cs", statement)).Rule);

    [Theory]
    [InlineData("var a = time.GetUtcNow();")]
    [InlineData("await Task.Delay(wait, timeProvider, token);")]
    [InlineData("await Task.Delay(Timeout.Infinite, token);")]
    [InlineData("var a = context.Result; context.Result = 1;")]
    [InlineData("Monitor.Wait(gate);")]
    [InlineData("var a = new PeriodicTimer(period, _clock);")]
    [InlineData("var a = new CancellationTokenSource();")]
    [InlineData("// DateTime.Now")]
    [InlineData("var a = \"Thread.Sleep(1)\";")]
    public void It_accepts(string statement) => Assert.Empty(Check("src/A.cs", statement));

    [Fact]
    public void Tests_may_be_random_but_never_sleep()
    {
        Assert.Empty(Check("tests/A.cs", "var a = new Random(1); var b = Random.Shared;"));
        Assert.Single(Check("tests/A.cs", "Thread.Sleep(1);"));
    }

    private static IEnumerable<Finding> Check(string path, string statement) =>
        new BannedCalls().Check(Tree.Of((path, $"class A {{ async Task M() {{ {statement}\n}} }}")));
}
