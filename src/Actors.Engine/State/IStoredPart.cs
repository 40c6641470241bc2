namespace Actors.Engine.State;

/// <summary>A part of a grain that is read before the grain is activated.</summary>
internal interface IStoredPart
{
    Task ReadAsync(CancellationToken cancellationToken);
}
