namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>The browser did not do what it was told, or is gone.</summary>
internal sealed class DevToolsException(string message) : Exception(message);
