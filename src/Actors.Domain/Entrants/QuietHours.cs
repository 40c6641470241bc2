using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants;

/// <summary>The hours outside the window for prompts, in which phones stay silent (SPEC Q3).</summary>
internal static class QuietHours
{
    /// <summary>When the quiet hours end that hold at a moment; null: it is by day.</summary>
    public static DateTimeOffset? EndAfter(Programme programme, DateTimeOffset now)
    {
        var (zone, rules) = (programme.Zone, programme.Location);
        var (date, time) = (zone.DateAt(now), zone.TimeAt(now));
        return time < rules.WindowFrom ? zone.At(date, rules.WindowFrom)
            : time >= rules.WindowTo ? zone.At(date.AddDays(1), rules.WindowFrom)
            : null;
    }
}
