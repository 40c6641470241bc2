using Actors.Domain.Entrants;

namespace Actors.Domain.Tests.Entrants;

public sealed class SilenceRulesTests
{
    /// <summary>
    /// Outages are known to the microsecond, rules live in whole seconds: between the two, what was due stayed due, and
    /// the grain looked for it as fast as it could. A quarter of an hour is for what was heard just before the outage.
    /// </summary>
    [Fact]
    public void Silence_is_extended_by_whole_seconds()
    {
        var life = new ScriptedLife();
        life.Outages = life.Outages.With(new(ScriptedLife.At(1, 9), ScriptedLife.At(1, 9).AddSeconds(90.4)));
        life.LiveUntil(ScriptedLife.At(1, 19));
        var extended = Assert.Single(life.History.OfType<EntrantEvent.SilenceExtended>());
        Assert.Equal(ScriptedLife.At(1, 19).AddSeconds(91).AddMinutes(15), extended.Until);
    }
}
