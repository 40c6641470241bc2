namespace Actors.Privacy.MasterKeys;

/// <summary>Keys cannot be loaded or stored. The message names the place and the fix, never a key.</summary>
public sealed class KeyFileException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException);
