import Any from './properties/Any/regex.js';
import Cc  from './categories/Cc/regex.js';
import Cf  from './categories/Cf/regex.js';
import P   from './categories/P/regex.js';
import S   from './categories/S/regex.js';
import Z   from './categories/Z/regex.js';

export { Any, Cc, Cf, P, S, Z };
