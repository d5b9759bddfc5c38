-- Plays the actions of a user in Neovim, and writes what it observed as JSON. run.mjs sets the variables arg_cli (the bundled
-- command line), arg_node, arg_root (the workspace) and arg_out (the output file).
local cli, node, root, out = arg_cli, arg_node, arg_root, arg_out
local seen = {}
local spec = root .. '/docs/specs/002-defective/spec.md'
local topic = root .. '/docs/specs/005-topic'

local function wait(what, check)
  if not vim.wait(20000, check, 50) then
    seen.failed = what
    error(what)
  end
end

local function play()
  local ended
  local config = {
    name = 'specwise',
    cmd = { node, cli, 'lsp', '--stdio' },
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    on_exit = function(code) ended = code end,
  }
  local id = vim.lsp.start_client(config)
  local client = vim.lsp.get_client_by_id(id)
  local function open(path)
    vim.cmd('edit ' .. vim.fn.fnameescape(path))
    vim.bo.filetype = 'markdown'
    local buffer = vim.api.nvim_get_current_buf()
    vim.lsp.buf_attach_client(buffer, id)
    return buffer
  end
  local function ask(buffer, method, params)
    params.textDocument = { uri = vim.uri_from_bufnr(buffer) }
    local answer = client.request_sync(method, params, 10000, buffer)
    return answer and answer.result
  end
  local function lines(buffer) return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end
  local function place(buffer, words)
    for number, line in ipairs(lines(buffer)) do
      local at = line:find(words, 1, true)
      if at then return { line = number - 1, character = at - 1 } end
    end
    error('no ' .. words)
  end
  local function actions(buffer, at)
    local range = { start = at, ['end'] = at }
    return ask(buffer, 'textDocument/codeAction', { range = range, context = { diagnostics = {} } }) or {}
  end
  local function titled(all, words)
    for _, action in ipairs(all) do
      if action.title:find(words, 1, true) then return action end
    end
    error('no action ' .. words)
  end
  local function apply(edit) vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding) end

  -- Findings: as many as on the command line, and fewer after a fix and after an edit.
  local defective = open(spec)
  wait('findings', function() return #vim.diagnostic.get(defective) > 0 end)
  seen.findings = #vim.diagnostic.get(defective)
  local second = place(defective, '- **FR-001**: System MUST delete')
  local fix = titled(actions(defective, { line = second.line, character = 6 }), 'Change to Next Free ID')
  apply(fix.edit)
  wait('fewer findings after a fix', function() return #vim.diagnostic.get(defective) < seen.findings end)
  seen.afterFix = #vim.diagnostic.get(defective)
  local created = place(defective, '**Created**: 2026-02-30')
  vim.api.nvim_buf_set_lines(defective, created.line, created.line + 1, false, { '**Created**: 2026-02-28' })
  wait('fewer findings after an edit', function() return #vim.diagnostic.get(defective) < seen.afterFix end)

  -- Ids: definition, references, hover, completion, rename in two files.
  local plan = open(topic .. '/plan.md')
  local mention = place(plan, 'FR-002')
  local inside = { position = { line = mention.line, character = mention.character + 2 } }
  local definition = ask(plan, 'textDocument/definition', inside)
  definition = definition[1] or definition
  seen.definition = vim.fn.fnamemodify(vim.uri_to_fname(definition.uri or definition.targetUri), ':t')
  inside.context = { includeDeclaration = true }
  seen.references = #ask(plan, 'textDocument/references', inside)
  seen.hover = ask(plan, 'textDocument/hover', inside).contents.value
  local last = #lines(plan)
  vim.api.nvim_buf_set_lines(plan, last, last, false, { '', 'As FR-0' })
  local offered = ask(plan, 'textDocument/completion', { position = { line = last + 1, character = 7 } })
  seen.completion = {}
  for _, one in ipairs(offered.items or offered) do table.insert(seen.completion, one.label) end
  vim.api.nvim_buf_set_lines(plan, last, last + 2, false, {})
  inside.newName = 'FR-009'
  apply(ask(plan, 'textDocument/rename', inside))
  local document = open(topic .. '/spec.md')
  seen.renamed = { plan = place(plan, 'FR-009').line, spec = place(document, '**FR-009**').line }

  -- A decision in a new log.
  local question = place(document, '[NEEDS CLARIFICATION: how long')
  local record = titled(actions(document, question), 'Record Decision "CL-1"')
  apply(record.edit)
  local made = vim.fn.bufadd(topic .. '/clarifications.md')
  vim.fn.bufload(made)
  wait('the log', function() return pcall(place, made, '## CL-1') end)
  seen.decision = lines(document)[place(document, 'CL-1').line + 1]
  vim.cmd('silent! wall')

  client.stop()
  wait('the end', function() return ended ~= nil end)
  seen.exit = ended
end

local fine, problem = pcall(play)
if not fine then seen.failed = tostring(problem) end
local version = vim.version()
seen.version = table.concat({ version.major, version.minor, version.patch }, '.')
local file = io.open(out, 'w')
file:write(vim.fn.json_encode(seen))
file:close()
vim.cmd('qall!')
