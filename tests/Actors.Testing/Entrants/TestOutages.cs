using Actors.Domain.Programmes;

namespace Actors.Testing.Entrants;

/// <summary>What a test says that the platform knows of its own outages.</summary>
public sealed class TestOutages : IOutageCalendar
{
    /// <inheritdoc/>
    public KnownOutages Known { get; private set; } = KnownOutages.None;

    /// <summary>The platform was away.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset to) => Known = Known.With(new(from, to));
}
