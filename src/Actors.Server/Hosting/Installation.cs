using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;

namespace Actors.Server.Hosting;

/// <summary>What kind of installation the server runs in, and the folder with its database and keys.</summary>
internal static class Installation
{
    private const string KeyFileSetting = "PersonalData:KeyFile";
    private const string DatabasePath = "Storage:Path";

    /// <summary>Whether <c>Demo:Enabled</c> is set: fictional people, a database and keys of their own.</summary>
    public static bool IsDemo(IConfiguration configuration) => configuration.GetValue<bool>("Demo:Enabled");

    /// <summary>Whether <c>Demo:Enabled</c> or <c>Development:Enabled</c> is set: no real people use this server.</summary>
    public static bool IsForTrials(IConfiguration configuration) =>
        IsDemo(configuration) || configuration.GetValue<bool>("Development:Enabled");

    /// <summary>
    /// Creates the folders of database and keys. In trials the database has a name of its own, and keys are created; elsewhere
    /// the operator creates them with <c>create-key-file</c>, and keeps a copy. Paths that are set are used.
    /// </summary>
    /// <param name="builder">The server.</param>
    /// <param name="serves">
    /// Whether the server serves. A command works on what is there: a mistyped path makes no folder and no database.
    /// </param>
    public static void Prepare(IHostApplicationBuilder builder, bool serves)
    {
        var configuration = builder.Configuration;
        var trial = IsDemo(configuration) ? "demo" : IsForTrials(configuration) ? "development" : null;
        configuration[DatabasePath] ??= $"data/{trial ?? "actors"}.db";
        if (serves)
        {
            CreateFolderOf(configuration[DatabasePath]);
        }

        var isPostgres = nameof(StorageKind.Postgres).Equals(
            configuration["Storage:Kind"], StringComparison.OrdinalIgnoreCase);
        if (isPostgres && trial is null)
        {
            configuration["Storage:MarkPath"] ??= "data/{database}.mark";
        }

        if (trial is not null)
        {
            configuration[KeyFileSetting] ??= $"data/{trial}-keys.json";
            CreateKeys(configuration[KeyFileSetting]!, isQuiet: IsDemo(configuration));
        }
    }

    private static void CreateKeys(string path, bool isQuiet)
    {
        CreateFolderOf(path);
        if (File.Exists(path))
        {
            return;
        }

        using var keys = PersonalDataKeys.Create(KeyNames.Next(TimeProvider.System));
        if (KeyFile.TryCreate(path, keys) && !isQuiet)
        {
            Console.WriteLine($"Created {path}, the keys of personal data. Keep a copy: without it the data cannot be read.");
        }
    }

    private static void CreateFolderOf(string? path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            DurableFiles.CreateFolder(folder);
        }
    }
}
