namespace Actors.LoadTest.Servers;

/// <summary>The server could not be started, or ended by itself.</summary>
internal sealed class ServerFailedException(string message, Exception? inner = null) : Exception(message, inner);
