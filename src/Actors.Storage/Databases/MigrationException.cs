namespace Actors.Storage.Databases;

/// <summary>The database and the program do not fit together; nothing was changed.</summary>
public sealed class MigrationException(string message) : Exception(message);
