using Actors.Privacy.MasterKeys;

namespace Actors.Server.Hosting;

/// <summary>
/// The folder of an installation that nobody has set up: made with its keys in development and for the demo. Elsewhere
/// whoever runs the server makes the keys, and knows where the copy is.
/// </summary>
internal static class InstallationFolder
{
    private const string KeyFile = "PersonalData:KeyFile";
    private const string DatabasePath = "Storage:Path";

    public static void Prepare(IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isDemo = configuration.GetValue<bool>("Demo:Enabled");
        if (isDemo)
        {
            configuration[DatabasePath] = "data/demo.db";
            configuration[KeyFile] = "data/demo-keys.json";
        }

        MakeFolderOf(configuration[DatabasePath]);
        if (isDemo || builder.Environment.IsDevelopment())
        {
            configuration[KeyFile] ??= "data/keys.json";
            MakeKeys(configuration[KeyFile]!);
        }
    }

    private static void MakeKeys(string path)
    {
        MakeFolderOf(path);
        if (!File.Exists(path))
        {
            Console.WriteLine(new CreateKeyFileCommand(TimeProvider.System).Run(path).Text);
        }
    }

    private static void MakeFolderOf(string? path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
