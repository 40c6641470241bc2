using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Storage.Databases;

/// <summary>One numbered step of the schema, applied once and never edited afterwards.</summary>
/// <param name="Number">The position in the order, from 1. Gaps are allowed.</param>
/// <param name="Name">The purpose: the file name after the number.</param>
/// <param name="Script">The SQL.</param>
public sealed record Migration(int Number, string Name, string Script)
{
    /// <summary>SHA-256 of the script in UTF-8 with line feeds, in lower-case hexadecimal.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n"))));

    /// <summary>Reads the steps embedded in the program for one dialect, in order.</summary>
    /// <exception cref="MigrationException">
    /// Two steps have the same number, or a file is not named like 001_name.sql.
    /// </exception>
    public static IReadOnlyList<Migration> ReadEmbedded(DatabaseDialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"{typeof(Migration).Namespace}.Migrations.{dialect}.";
        var migrations = assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource, prefix.Length))
            .OrderBy(migration => migration.Number)
            .ToList();
        foreach (var (first, second) in migrations.Zip(migrations.Skip(1)))
        {
            if (first.Number == second.Number)
            {
                throw new MigrationException(
                    $"Two migrations for {dialect} have number {first.Number}: {first.Name} and {second.Name}.");
            }
        }

        return migrations;
    }

    private static Migration Read(Assembly assembly, string resource, int prefixLength)
    {
        // For example Actors.Storage.Databases.Migrations.Sqlite.001_name.sql.
        var file = resource[prefixLength..];
        var underscore = file.IndexOf('_', StringComparison.Ordinal);
        if (underscore < 1
            || !int.TryParse(file.AsSpan(0, underscore), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new MigrationException($"The migration {file} must be named like 001_name.sql.");
        }

        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new MigrationException($"The migration {file} cannot be read.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Migration(number, Path.GetFileNameWithoutExtension(file[(underscore + 1)..]), reader.ReadToEnd());
    }
}

/// <summary>The schema does not fit the program. Nothing was changed.</summary>
public sealed class MigrationException(string message) : Exception(message);
