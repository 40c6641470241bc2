using Actors.Server.Hosting;
using Actors.Server.Operations.Commands;
using Actors.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests;

/// <summary>The whole server in this process, on a database and keys of its own.</summary>
/// <param name="folder">
/// Where these are, so that another server can go on with them; <c>null</c> for a folder that goes with the server.
/// </param>
public sealed class ServerFactory(TempFolder? folder = null) : WebApplicationFactory<Program>
{
    private readonly TempFolder _folder = folder ?? new();

    /// <summary>Settings on top of the usual ones.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Services in place of the usual ones.</summary>
    public Action<IServiceCollection> Replace { get; set; } = static _ => { };

    public string KeyFile => _folder.File("keys.json");

    public string Database => _folder.File("actors.db");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (!File.Exists(KeyFile))
        {
            new CreateKeyFileCommand(TimeProvider.System).Run(KeyFile);
        }

        builder.UseEnvironment("Production");
        if (!Settings.ContainsKey("Storage:ConnectionString"))
        {
            builder.UseSetting("Storage:Path", Database);
        }
        else
        {
            builder.UseSetting("Storage:MarkPath", _folder.File("{database}.mark"));
        }

        builder.UseSetting("PersonalData:KeyFile", KeyFile);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services =>
        {
            // It ends the process when the server was overtaken, and this is the process of the tests.
            services.Remove(services.Single(service => service.ImplementationType == typeof(FencedExit)));
            Replace(services);
        });
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (folder is null)
        {
            _folder.Dispose();
        }
    }
}
