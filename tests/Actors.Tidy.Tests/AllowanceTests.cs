namespace Actors.Tidy.Tests;

public class AllowanceTests
{
    [Fact]
    public void It_covers_its_rule_in_its_file_only()
    {
        var allowance = Assert.Single(
            Allowance.Parse("# why\n\nThread.Sleep src/A.cs  A native thread without a task to await.\n"));

        Assert.True(allowance.Covers(new("Thread.Sleep", "src/A.cs", 3, "")));
        Assert.False(allowance.Covers(new("Thread.Sleep", "src/B.cs", 3, "")));
        Assert.False(allowance.Covers(new("Task.Delay", "src/A.cs", 3, "")));
    }

    [Theory]
    [InlineData("Thread.Sleep src/A.cs")]
    [InlineData("Thread.Sleep src/A.cs needed")]
    public void It_needs_a_reason(string line) => Assert.Throws<FormatException>(() => Allowance.Parse(line));
}
