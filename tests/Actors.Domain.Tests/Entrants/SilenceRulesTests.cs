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

    /// <summary>A person last heard of at noon was asked at midnight whether all was well.</summary>
    [Fact]
    public void Person_is_asked_when_the_night_is_over_and_staff_at_once()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(1, 12));
        life.HeardAt = life.Now;
        life.Hear(null);
        life.Now = ScriptedLife.At(1, 23, 59);
        life.Due();
        Assert.Equal(FollowUps.None, life.Stay.FollowUps & FollowUpRules.OfSilence);

        life.Now = ScriptedLife.At(2, 0);
        Assert.DoesNotContain(new EntrantEffect.AskWhetherWell(), life.Due().Effects);
        Assert.Equal(ScriptedLife.At(2, 8), Assert.Single(life.History.OfType<EntrantEvent.FellSilent>()).AskAt);
        Assert.Equal(FollowUps.Unreachable, life.Stay.FollowUps & FollowUpRules.OfSilence);

        life.LiveUntil(ScriptedLife.At(2, 7, 59));
        Assert.Equal(ScriptedLife.At(2, 8), life.State.NextDue!.Value.At);
        life.Now = ScriptedLife.At(2, 8);
        Assert.Contains(new EntrantEffect.AskWhetherWell(), life.Due().Effects);
        Assert.Null(life.Stay.AskAt);
        Assert.DoesNotContain(new EntrantEffect.AskWhetherWell(), life.Due().Effects);
    }

    [Fact]
    public void Person_who_is_heard_of_in_the_night_is_not_asked()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(1, 12));
        life.HeardAt = life.Now;
        life.Hear(null);
        life.LiveUntil(ScriptedLife.At(2, 2));
        Assert.NotNull(life.Stay.AskAt);
        life.HeardAt = life.Now;
        life.Hear(null);
        Assert.Null(life.Stay.AskAt);
        life.LiveUntil(ScriptedLife.At(2, 9));
        Assert.Empty(life.History.OfType<EntrantEvent.NightOver>());
    }

    /// <summary>The platform was away all day when the person was to be asked.</summary>
    [Fact]
    public void Person_is_not_asked_in_the_next_night_either()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(1, 19, 0));
        life.HeardAt = life.Now;
        life.Hear(null);
        life.LiveUntil(ScriptedLife.At(2, 7));
        Assert.Equal(ScriptedLife.At(2, 8), life.Stay.AskAt);

        life.Outages = life.Outages.With(new(life.Now.AddMinutes(1), ScriptedLife.At(2, 22)));
        life.Now = ScriptedLife.At(2, 22);
        Assert.DoesNotContain(new EntrantEffect.AskWhetherWell(), life.Due().Effects);
        life.LiveUntil(ScriptedLife.At(3, 7, 59));
        life.Now = ScriptedLife.At(3, 8);
        Assert.Contains(new EntrantEffect.AskWhetherWell(), life.Due().Effects);
    }

    [Fact]
    public void By_day_the_person_is_asked_at_once()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(1, 18, 59));
        life.Now = ScriptedLife.At(1, 19);
        Assert.Contains(new EntrantEffect.AskWhetherWell(), life.Due().Effects);
        Assert.Null(life.Stay.AskAt);
    }
}
