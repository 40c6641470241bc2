namespace Actors.Domain.Programmes;

/// <summary>Tells what the platform knows about its own outages. It answers from memory.</summary>
public interface IOutageCalendar
{
    /// <summary>The outages that are known now.</summary>
    KnownOutages Known { get; }
}
