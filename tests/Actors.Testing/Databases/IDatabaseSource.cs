using Actors.Storage.Databases;

namespace Actors.Testing.Databases;

/// <summary>Makes empty databases of one kind for a conformance suite.</summary>
public interface IDatabaseSource : IAsyncDisposable
{
    /// <summary>A new, empty database. The source disposes it.</summary>
    Task<Database> CreateAsync();

    /// <summary>Another pool onto a database made here, as another process would have. The source disposes it.</summary>
    Database Reopen(Database database);
}
