using Actors.Notifications.Texts.Keys;

namespace Actors.Notifications.Tests.Texts.Keys;

public class RefusalTextsTests
{
    [Theory]
    [InlineData("check-in-first", "refusal.check-in-first")]
    [InlineData("never-heard-of", "refusal.try-again-later")]
    [InlineData("", "refusal.try-again-later")]
    [InlineData("Not A Code", "refusal.try-again-later")]
    public void Every_code_has_a_text(string code, string key) => Assert.Equal(key, RefusalTexts.Of(code).Value);
}
